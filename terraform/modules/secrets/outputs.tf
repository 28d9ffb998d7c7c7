output "readings" {
  description = "Who reads what, as `function/secret`, for tests."
  value       = keys(local.readings)
}

# A function that may not read its secrets does not start: whoever uses this waits for the grants.
output "secrets" {
  description = "Secrets by name: {id, version}."
  value = { for name in local.names : name => {
    id      = google_secret_manager_secret.main[name].secret_id
    version = google_secret_manager_secret_version.main[name].version
  } }

  depends_on = [google_secret_manager_secret_iam_member.reader]
}
