# Volumes and manifests of Qdrant's namespace. The warehouse can rebuild every collection; this is the quicker way back.
resource "google_gke_backup_backup_plan" "qdrant" {
  name     = "${var.prefix}-qdrant"
  cluster  = google_container_cluster.main.id
  location = var.region

  backup_config {
    include_volume_data = true
    # Keys have their place in Secret Manager and are none of a backup's business.
    include_secrets = false

    selected_namespaces {
      namespaces = ["qdrant"]
    }
  }

  backup_schedule {
    cron_schedule = "15 3 * * *"
  }

  # Erased videos live on in backups: docs/erasure.md counts these days.
  retention_policy {
    backup_retain_days = 14
  }
}
