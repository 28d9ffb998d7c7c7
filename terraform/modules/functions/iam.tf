# One account a function. What it may do is granted beside what it guards: secrets, topics, the dataset, buckets.
resource "google_service_account" "function" {
  for_each = var.functions

  account_id   = "${var.prefix}-${each.key}"
  display_name = "Upnext: function ${each.key}"
}

resource "google_storage_bucket_iam_member" "transcripts" {
  for_each = { for pair in setproduct(
    [for name, function in var.functions : name if function.grants.transcripts],
    var.transcript_buckets,
  ) : "${pair[0]}/${pair[1]}" => { function = pair[0], bucket = pair[1] } }

  bucket = each.value.bucket
  role   = "roles/storage.objectViewer"
  member = google_service_account.function[each.value.function].member
}

resource "google_project_iam_member" "vertex" {
  for_each = toset([for name, function in var.functions : name if function.grants.vertex])

  project = var.project_id
  role    = "roles/aiplatform.user"
  member  = google_service_account.function[each.key].member
}

# Who may call.
resource "google_cloud_run_v2_service_iam_member" "invoker" {
  for_each = merge([for name, function in var.functions : {
    for index, member in lookup(var.invokers, function.serves, []) : "${name}/${index}" => { function = name, member = member }
  }]...)

  name     = google_cloudfunctions2_function.main[each.value.function].name
  location = var.region
  role     = "roles/run.invoker"
  member   = each.value.member
}

# Who builds: reads sources, writes images and logs, and runs nothing.
resource "google_service_account" "builder" {
  account_id   = "${var.prefix}-builder"
  display_name = "Upnext: builds the functions"
}

resource "google_project_iam_member" "builder" {
  project = var.project_id
  role    = "roles/logging.logWriter"
  member  = google_service_account.builder.member
}

resource "google_storage_bucket_iam_member" "builder" {
  bucket = google_storage_bucket.sources.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.builder.member
}

resource "google_artifact_registry_repository_iam_member" "builder" {
  repository = google_artifact_registry_repository.images.name
  location   = var.region
  role       = "roles/artifactregistry.writer"
  member     = google_service_account.builder.member
}
