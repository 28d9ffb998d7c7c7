resource "google_storage_bucket" "sources" {
  name                        = "${var.project_id}-${var.prefix}-functions"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = true

  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      age = 90
    }
  }
}

data "archive_file" "source" {
  for_each = toset([for function in values(var.functions) : function.folder])

  type        = "zip"
  source_dir  = "${var.dist_dir}/${each.key}"
  output_path = "${path.root}/.terraform/archives/${each.key}.zip"
  excludes    = ["node_modules"]
}

# The name holds the digest: other code, other object, a new revision of the function.
resource "google_storage_bucket_object" "source" {
  for_each = data.archive_file.source

  bucket = google_storage_bucket.sources.name
  name   = "${each.key}-${each.value.output_sha256}.zip"
  source = each.value.output_path
}

resource "google_artifact_registry_repository" "images" {
  repository_id = "${var.prefix}-functions"
  location      = var.region
  format        = "DOCKER"
  description   = "Images that Cloud Build makes of the functions."
}
