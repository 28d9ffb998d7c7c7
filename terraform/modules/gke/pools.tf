# Qdrant's alone: a neighbour would take memory that its graphs were sized for.
resource "google_container_node_pool" "qdrant" {
  name           = "qdrant"
  cluster        = google_container_cluster.main.id
  node_locations = var.cluster.zones
  node_count     = var.cluster.nodes_per_zone

  node_config {
    machine_type    = var.node.machine_type
    disk_type       = var.node.boot_disk_type
    disk_size_gb    = 50
    image_type      = "COS_CONTAINERD"
    service_account = google_service_account.nodes.email
    oauth_scopes    = ["https://www.googleapis.com/auth/cloud-platform"]
    labels          = { "upnext.dev/pool" = "qdrant" }

    taint {
      key    = "upnext.dev/pool"
      value  = "qdrant"
      effect = "NO_SCHEDULE"
    }

    # Secure boot is not to be had on every ARM family.
    shielded_instance_config {
      enable_integrity_monitoring = true
    }

    workload_metadata_config {
      mode = "GKE_METADATA"
    }
  }

  management {
    auto_repair  = true
    auto_upgrade = true
  }

  network_config {
    enable_private_nodes = true
  }

  # One node more, then one less: the disruption budget lets a pod go only when the others are ready.
  upgrade_settings {
    strategy        = "SURGE"
    max_surge       = 1
    max_unavailable = 0
  }

  # A pod's shards may take longer to come back than the hour for which GKE waits by itself.
  node_drain_config {
    pdb_timeout_duration                  = "14400s"
    respect_pdb_during_node_pool_deletion = true
  }
}

# For the pods of Kubernetes itself, which are built for x86.
resource "google_container_node_pool" "system" {
  name           = "system"
  cluster        = google_container_cluster.main.id
  node_locations = var.cluster.zones
  node_count     = var.cluster.system_pool.nodes_per_zone

  node_config {
    machine_type    = var.cluster.system_pool.machine_type
    disk_type       = "pd-balanced"
    disk_size_gb    = 30
    image_type      = "COS_CONTAINERD"
    service_account = google_service_account.nodes.email
    oauth_scopes    = ["https://www.googleapis.com/auth/cloud-platform"]

    shielded_instance_config {
      enable_secure_boot          = true
      enable_integrity_monitoring = true
    }

    workload_metadata_config {
      mode = "GKE_METADATA"
    }
  }

  management {
    auto_repair  = true
    auto_upgrade = true
  }

  network_config {
    enable_private_nodes = true
  }

  upgrade_settings {
    strategy        = "SURGE"
    max_surge       = 1
    max_unavailable = 0
  }
}
