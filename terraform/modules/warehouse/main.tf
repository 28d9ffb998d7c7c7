locals {
  schema = jsondecode(file("${var.schema_dir}/tables.json"))

  day_ms = 24 * 60 * 60 * 1000
  # As the views' queries name it.
  path = "${var.project_id}.${var.dataset}"
}

resource "google_bigquery_dataset" "main" {
  dataset_id    = var.dataset
  location      = var.location
  friendly_name = "Upnext"
  description   = "Every change of every video, vectors, signals and feedback: what every index can be built from again."
  # For so long after an erasure a table's past can still be read.
  max_time_travel_hours = tostring(local.schema.maxTimeTravelHours)
}

resource "google_bigquery_table" "main" {
  for_each = local.schema.tables

  dataset_id          = google_bigquery_dataset.main.dataset_id
  table_id            = each.key
  description         = each.value.description
  schema              = file("${var.schema_dir}/${each.value.schema}")
  clustering          = each.value.clustering
  deletion_protection = var.warehouse.deletion_protection

  time_partitioning {
    type          = each.value.partitioning.type
    field         = each.value.partitioning.field
    expiration_ms = each.value.partitioning.expirationDays == null ? null : each.value.partitioning.expirationDays * local.day_ms
  }
}

resource "google_bigquery_table" "view" {
  for_each = local.schema.views

  dataset_id  = google_bigquery_dataset.main.dataset_id
  table_id    = each.key
  description = each.value.description
  # Nothing is lost with a view.
  deletion_protection = false

  view {
    query          = replace(file("${var.schema_dir}/${each.value.query}"), "$${dataset}", local.path)
    use_legacy_sql = false
  }

  depends_on = [google_bigquery_table.main]
}

# Messages as Pub/Sub's subscription writes them; views take them apart and count repeated ones once.
resource "google_bigquery_table" "feedback" {
  dataset_id          = google_bigquery_dataset.main.dataset_id
  table_id            = "feedback_messages"
  description         = "Impressions, clicks and watch progress, as they were published."
  schema              = file("${path.module}/feedback_messages.json")
  clustering          = ["message_id"]
  deletion_protection = var.warehouse.deletion_protection

  time_partitioning {
    type          = "DAY"
    field         = "publish_time"
    expiration_ms = var.warehouse.feedback_days * local.day_ms
  }
}
