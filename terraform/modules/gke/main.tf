locals {
  location = length(var.cluster.zones) == 1 ? var.cluster.zones[0] : var.region
}

resource "google_container_cluster" "main" {
  name     = var.prefix
  location = local.location
  # Of a zonal cluster the location is the only zone, and naming it again is an error.
  node_locations = length(var.cluster.zones) == 1 ? null : var.cluster.zones
  network        = var.network.id
  subnetwork     = var.network.subnet_id

  datapath_provider           = "ADVANCED_DATAPATH"
  enable_l4_ilb_subsetting    = true
  enable_shielded_nodes       = true
  enable_intranode_visibility = true
  networking_mode             = "VPC_NATIVE"
  deletion_protection         = var.cluster.deletion_protection

  # Every pool is one of ours; GKE insists on one to begin with.
  remove_default_node_pool = true
  initial_node_count       = 1

  node_config {
    machine_type    = "e2-small"
    service_account = google_service_account.nodes.email
    oauth_scopes    = ["https://www.googleapis.com/auth/cloud-platform"]
  }

  ip_allocation_policy {
    cluster_secondary_range_name  = "pods"
    services_secondary_range_name = "services"
  }

  private_cluster_config {
    enable_private_nodes = true
  }

  # The only way to the control plane: a name behind IAM, reachable from a workstation or a pipeline without a bastion.
  control_plane_endpoints_config {
    dns_endpoint_config {
      allow_external_traffic = true
    }
    ip_endpoints_config {
      enabled = false
    }
  }

  workload_identity_config {
    workload_pool = "${var.project_id}.svc.id.goog"
  }

  release_channel {
    channel = var.cluster.release_channel
  }

  maintenance_policy {
    recurring_window {
      start_time = var.cluster.maintenance.start
      end_time   = var.cluster.maintenance.end
      recurrence = var.cluster.maintenance.recurrence
    }
  }

  addons_config {
    gce_persistent_disk_csi_driver_config {
      enabled = true
    }
    gke_backup_agent_config {
      enabled = true
    }
    http_load_balancing {
      disabled = false
    }
  }

  logging_config {
    enable_components = ["SYSTEM_COMPONENTS", "WORKLOADS"]
  }

  monitoring_config {
    enable_components = ["SYSTEM_COMPONENTS", "STORAGE", "POD", "STATEFULSET", "KUBELET", "CADVISOR"]
    managed_prometheus {
      enabled = true
    }
  }

  security_posture_config {
    mode = "BASIC"
  }

  lifecycle {
    # Of the first pool, which is gone.
    ignore_changes = [node_config, initial_node_count]
  }

  depends_on = [google_project_iam_member.nodes]
}
