# Secrets: never in the state, and each function reads its own alone.

mock_provider "google" {}

variables {
  members = {
    "embed-video" = "serviceAccount:embed@example.com"
    "recommend"   = "serviceAccount:recommend@example.com"
  }
  prefix   = "upnext"
  readers  = { "embed-video" = ["qdrant-write"], "recommend" = ["qdrant-read-only", "signing"] }
  region   = "europe-west1"
  revision = 4
  values   = { "qdrant-read-only" = "read-only-key", "qdrant-write" = "write-key", "signing" = "signing-key", "viewers" = "viewer-key" }
}

run "values_are_write_only" {
  command = apply

  module {
    source = "./modules/secrets"
  }

  assert {
    condition = alltrue([for version in google_secret_manager_secret_version.main :
      version.secret_data == null && version.secret_data_wo == null && version.secret_data_wo_version == 4
    ])
    error_message = "A secret is in the state, or would not be sent again when it changes."
  }
  assert {
    condition     = length(google_secret_manager_secret_version.main) == 4
    error_message = "All four secrets must be made."
  }
}

run "each_function_reads_its_own" {
  command = plan

  module {
    source = "./modules/secrets"
  }

  assert {
    condition     = keys(google_secret_manager_secret_iam_member.reader) == ["embed-video/qdrant-write", "recommend/qdrant-read-only", "recommend/signing"]
    error_message = "Grants must be the named ones, no more and no fewer."
  }
  assert {
    condition     = alltrue([for grant in google_secret_manager_secret_iam_member.reader : grant.role == "roles/secretmanager.secretAccessor"])
    error_message = "Functions read secrets and do nothing else with them."
  }
  assert {
    condition     = google_secret_manager_secret_iam_member.reader["recommend/signing"].member == "serviceAccount:recommend@example.com"
    error_message = "A grant must go to the function that it names."
  }
}
