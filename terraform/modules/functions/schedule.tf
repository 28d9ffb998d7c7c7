# Co-watch, trending and views, every quarter of an hour: the clock to which ranking rounds.
resource "google_service_account" "scheduler" {
  count = length(local.called) > 0 ? 1 : 0

  account_id   = "${var.prefix}-scheduler"
  display_name = "Upnext: calls scheduled functions"
}

locals {
  scheduled = toset([for name, function in var.functions : name if function.serves == "schedule"])
  watched   = toset([for name in keys(var.functions) : name if name == "operate"])
  called    = setunion(local.scheduled, local.watched)
}

resource "google_cloud_scheduler_job" "main" {
  for_each = local.scheduled

  name             = "${var.prefix}-${each.key}"
  region           = var.region
  schedule         = "*/15 * * * *"
  time_zone        = "Etc/UTC"
  attempt_deadline = "540s"

  http_target {
    http_method = "POST"
    uri         = google_cloudfunctions2_function.main[each.key].service_config[0].uri

    oidc_token {
      service_account_email = google_service_account.scheduler[0].email
      audience              = google_cloudfunctions2_function.main[each.key].service_config[0].uri
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "scheduler" {
  for_each = local.called

  name     = google_cloudfunctions2_function.main[each.key].name
  location = var.region
  role     = "roles/run.invoker"
  member   = google_service_account.scheduler[0].member
}

# What serves is watched once a day, before people come: recall, coverage, lag. One call: what it does not get done in that, it does not do.
resource "google_cloud_scheduler_job" "recall" {
  for_each = local.watched

  name             = "${var.prefix}-recall"
  region           = var.region
  schedule         = "20 4 * * *"
  time_zone        = "Etc/UTC"
  attempt_deadline = "540s"

  http_target {
    http_method = "POST"
    uri         = "${google_cloudfunctions2_function.main[each.key].service_config[0].uri}/v1/operations/recall"
    headers     = { "Content-Type" = "application/json" }
    body        = base64encode(jsonencode({ input = {}, seconds = 90 }))

    oidc_token {
      service_account_email = google_service_account.scheduler[0].email
      audience              = google_cloudfunctions2_function.main[each.key].service_config[0].uri
    }
  }
}
