locals {
  # Sized for 2,000 uploads an hour and 13 million answers a day: 150 a second, 500 at the peak, of some 15 ms of CPU each.
  default_scale = {
    "embed-video"      = { concurrency = 8, cpu = "1", memory = "1Gi", min = 1, max = 20, timeout_seconds = 300 }
    "take-downs"       = { concurrency = 20, cpu = "1", memory = "1Gi", min = 1, max = 4, timeout_seconds = 60 }
    "recommend"        = { concurrency = 40, cpu = "1", memory = "512Mi", min = 8, max = 50, timeout_seconds = 10 }
    "search"           = { concurrency = 16, cpu = "2", memory = "1Gi", min = 2, max = 20, timeout_seconds = 10 }
    "operate"          = { concurrency = 4, cpu = "2", memory = "2Gi", min = 0, max = 2, timeout_seconds = 540 }
    "collect-feedback" = { concurrency = 80, cpu = "1", memory = "512Mi", min = 1, max = 20, timeout_seconds = 10 }
    "refresh-signals"  = { concurrency = 1, cpu = "1", memory = "1Gi", min = 0, max = 1, timeout_seconds = 540 }
  }

  scale = { for name in keys(var.functions) : name => {
    for key, value in local.default_scale[name] : key => try(coalesce(var.scale[name][key], value), value)
  } }

  ingress = {
    events    = "ALLOW_INTERNAL_ONLY"
    operators = "ALLOW_INTERNAL_ONLY"
    schedule  = "ALLOW_INTERNAL_ONLY"
    # Without a load balancer, IAM alone stands before them: not allUsers.
    viewers = var.has_edge ? "ALLOW_INTERNAL_AND_GCLB" : "ALLOW_ALL"
  }
}
