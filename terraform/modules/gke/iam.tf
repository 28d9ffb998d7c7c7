resource "google_service_account" "nodes" {
  account_id   = "${var.prefix}-nodes"
  display_name = "Upnext: nodes of the cluster"
}

# Logs, metrics and their metadata: what a node does on its own behalf.
resource "google_project_iam_member" "nodes" {
  for_each = toset(["roles/container.defaultNodeServiceAccount"])

  project = var.project_id
  role    = each.value
  member  = google_service_account.nodes.member
}

resource "google_project_iam_member" "operators" {
  for_each = toset(var.operators)

  project = var.project_id
  role    = "roles/container.admin"
  member  = each.value
}
