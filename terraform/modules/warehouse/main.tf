locals {
  schema = jsondecode(file("${var.schema_dir}/tables.json"))

  day_ms = 24 * 60 * 60 * 1000
  # How long rows are kept; of feedback the installation says.
  expiration_days = merge(
    { for name, table in local.schema.tables : name => table.partitioning.expirationDays },
    { feedback_events = var.warehouse.feedback_days },
  )
  # As the views' queries name it.
  path    = "${var.project_id}.${var.dataset}"
  queries = { for name, view in local.schema.views : name => replace(file("${var.schema_dir}/${view.query}"), "$${dataset}", local.path) }
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
    expiration_ms = try(local.expiration_days[each.key] * local.day_ms, null)
  }
}

# Views of tables, views that read those too, and so on: BigQuery looks for what a view reads when it is made, so each level waits for the last.
resource "google_bigquery_table" "view" {
  for_each = { for name, view in local.schema.views : name => view if view.level == 0 }

  dataset_id  = google_bigquery_dataset.main.dataset_id
  table_id    = each.key
  description = each.value.description
  # Nothing is lost with a view.
  deletion_protection = false

  view {
    query          = local.queries[each.key]
    use_legacy_sql = false
  }

  depends_on = [google_bigquery_table.main]
}

resource "google_bigquery_table" "view_1" {
  for_each = { for name, view in local.schema.views : name => view if view.level == 1 }

  dataset_id          = google_bigquery_dataset.main.dataset_id
  table_id            = each.key
  description         = each.value.description
  deletion_protection = false

  view {
    query          = local.queries[each.key]
    use_legacy_sql = false
  }

  depends_on = [google_bigquery_table.view]
}

resource "google_bigquery_table" "view_2" {
  for_each = { for name, view in local.schema.views : name => view if view.level == 2 }

  dataset_id          = google_bigquery_dataset.main.dataset_id
  table_id            = each.key
  description         = each.value.description
  deletion_protection = false

  view {
    query          = local.queries[each.key]
    use_legacy_sql = false
  }

  depends_on = [google_bigquery_table.view_1]
}
