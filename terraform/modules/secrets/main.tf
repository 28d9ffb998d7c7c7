locals {
  names = toset(["qdrant-read-only", "qdrant-write", "signing", "viewers"])

  readings = merge([for function, secrets in var.readers : {
    for secret in secrets : "${function}/${secret}" => { function = function, secret = secret }
  }]...)
}

resource "google_secret_manager_secret" "main" {
  for_each = local.names

  secret_id = "${var.prefix}-${each.key}"

  replication {
    user_managed {
      replicas {
        location = var.region
      }
    }
  }
}

# Write-only: the state holds the revision, never the value.
resource "google_secret_manager_secret_version" "main" {
  for_each = local.names

  secret                 = google_secret_manager_secret.main[each.key].id
  secret_data_wo         = var.values[each.key]
  secret_data_wo_version = var.revision
  # Old revisions of functions may start instances until the new ones serve: the version before goes last, and can be enabled again.
  deletion_policy = "DISABLE"

  lifecycle {
    create_before_destroy = true
  }
}

resource "google_secret_manager_secret_iam_member" "reader" {
  for_each = local.readings

  secret_id = google_secret_manager_secret.main[each.value.secret].id
  role      = "roles/secretmanager.secretAccessor"
  member    = var.members[each.value.function]
}
