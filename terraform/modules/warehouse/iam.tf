locals {
  dataset_roles = { append = "roles/bigquery.dataEditor", write = "roles/bigquery.dataEditor", read = "roles/bigquery.dataViewer" }
}

resource "google_bigquery_dataset_iam_member" "function" {
  for_each = { for function, grant in var.grants : function => local.dataset_roles[grant] if grant != "none" }

  dataset_id = google_bigquery_dataset.main.dataset_id
  role       = each.value
  member     = var.members[each.key]
}

resource "google_bigquery_dataset_iam_member" "scheduler" {
  dataset_id = google_bigquery_dataset.main.dataset_id
  role       = "roles/bigquery.dataEditor"
  member     = google_service_account.scheduler.member
}

# Queries are jobs, and jobs belong to the project.
resource "google_project_iam_member" "jobs" {
  for_each = merge(
    { for function, grant in var.grants : function => var.members[function] if contains(["read", "write"], grant) },
    { scheduler = google_service_account.scheduler.member },
  )

  project = var.project_id
  role    = "roles/bigquery.jobUser"
  member  = each.value
}

# Pub/Sub writes feedback in its own name, into that table alone.
resource "google_bigquery_table_iam_member" "feedback" {
  for_each = toset(["roles/bigquery.dataEditor", "roles/bigquery.metadataViewer"])

  dataset_id = google_bigquery_dataset.main.dataset_id
  table_id   = google_bigquery_table.main["feedback_events"].table_id
  role       = each.value
  member     = var.pubsub_agent
}
