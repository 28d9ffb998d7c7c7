locals {
  # What is done in the warehouse by the clock: file of queries/ -> when.
  schedules = {
    "erase-deleted" = "every day 02:30"
  }
}

resource "google_service_account" "scheduler" {
  account_id   = "${var.prefix}-warehouse"
  display_name = "Upnext: scheduled queries"
}

resource "google_bigquery_data_transfer_config" "query" {
  for_each = local.schedules

  data_source_id       = "scheduled_query"
  display_name         = "${var.prefix}-${each.key}"
  location             = var.location
  schedule             = each.value
  service_account_name = google_service_account.scheduler.email

  params = {
    query = templatefile("${path.module}/queries/${each.key}.sql", {
      dataset = local.path
      days    = var.warehouse.erasure_days
    })
  }

  email_preferences {
    enable_failure_email = true
  }

  depends_on = [google_bigquery_dataset_iam_member.scheduler, google_project_iam_member.jobs, google_bigquery_table.view]
}
