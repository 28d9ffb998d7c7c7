locals {
  log_metric = { for name, metric in google_logging_metric.main : name => "logging.googleapis.com/user/${metric.name}" }

  slos = {
    "shelves-100ms" = {
      title  = "99 % of shelves under 100 ms"
      goal   = 0.99
      max_ms = 100
      filter = "metric.type=\"run.googleapis.com/request_latencies\" resource.type=\"cloud_run_revision\" resource.labels.service_name=\"${var.functions["recommend"]}\""
      anchor = "slow-shelves"
    }
    "shelves-300ms" = {
      title  = "99.9 % of shelves under 300 ms"
      goal   = 0.999
      max_ms = 300
      filter = "metric.type=\"run.googleapis.com/request_latencies\" resource.type=\"cloud_run_revision\" resource.labels.service_name=\"${var.functions["recommend"]}\""
      anchor = "slow-shelves"
    }
    "fresh-60s" = {
      title  = "95 % of videos recommendable within 60 s"
      goal   = 0.95
      max_ms = 60000
      filter = "metric.type=\"${local.log_metric["event-lag"]}\" resource.type=\"cloud_run_revision\" resource.labels.service_name=\"${var.functions["embed-video"]}\" metric.labels.type=\"video.upserted\""
      anchor = "events-wait"
    }
    "take-downs-5s" = {
      title  = "99 % of take-downs at the origin within 5 s"
      goal   = 0.99
      max_ms = 5000
      filter = "metric.type=\"${local.log_metric["event-lag"]}\" resource.type=\"cloud_run_revision\" resource.labels.service_name=\"${var.functions["take-downs"]}\""
      anchor = "take-downs-wait"
    }
  }

  # How quickly a month's budget of faults is being used: in two days (look now), or in ten (look today). Both windows must agree, so that
  # an alert ends soon after its cause.
  burns = {
    fast = { rate = 14.4, windows = ["3600s", "300s"], severity = "CRITICAL" }
    slow = { rate = 3, windows = ["86400s", "7200s"], severity = "WARNING" }
  }
}

resource "google_monitoring_custom_service" "main" {
  service_id   = var.prefix
  display_name = "Upnext (${var.prefix})"
}

resource "google_monitoring_slo" "main" {
  for_each = local.slos

  service             = google_monitoring_custom_service.main.service_id
  slo_id              = each.key
  display_name        = each.value.title
  goal                = each.value.goal
  rolling_period_days = 28

  request_based_sli {
    distribution_cut {
      distribution_filter = each.value.filter
      range {
        min = 0
        max = each.value.max_ms
      }
    }
  }
}

resource "google_monitoring_alert_policy" "burn" {
  for_each = merge([for slo, goal in local.slos : {
    for burn, settings in local.burns : "${slo}-${burn}" => merge(settings, { slo = slo, anchor = goal.anchor, title = goal.title, burn = burn })
  }]...)

  display_name          = "${var.prefix}: ${each.value.title}: ${each.value.burn} burn"
  combiner              = "AND"
  severity              = each.value.severity
  notification_channels = local.channels

  dynamic "conditions" {
    for_each = each.value.windows
    iterator = window
    content {
      display_name = "over ${window.value}"
      condition_threshold {
        filter          = "select_slo_burn_rate(\"${google_monitoring_slo.main[each.value.slo].name}\", \"${window.value}\")"
        comparison      = "COMPARISON_GT"
        threshold_value = each.value.rate
        duration        = "0s"
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    subject   = "${var.prefix}: ${each.value.title}"
    content   = "Faults come ${each.value.rate} times as often as the goal allows. Find out what is slow or waiting, and since which change: [runbook](${var.runbook_url}#${each.value.anchor})."
  }
}
