# The cluster: private, ARM for Qdrant, reached by name, upgraded without losing a pod.

mock_provider "google" {}

variables {
  cluster = {
    deletion_protection = true
    maintenance         = { start = "2026-01-03T01:00:00Z", end = "2026-01-03T09:00:00Z", recurrence = "FREQ=WEEKLY;BYDAY=SA,SU" }
    nodes_per_zone      = 2
    release_channel     = "REGULAR"
    system_pool         = { machine_type = "e2-standard-2", nodes_per_zone = 1 }
    zones               = ["europe-west1-b", "europe-west1-c", "europe-west1-d"]
  }
  network    = { id = "network", subnet_id = "subnet" }
  node       = { boot_disk_type = "hyperdisk-balanced", machine_type = "c4a-highmem-8" }
  operators  = ["group:search-operators@example.com"]
  prefix     = "upnext"
  project_id = "my-project"
  region     = "europe-west1"
}

run "nodes_have_no_public_address" {
  command = plan

  module {
    source = "./modules/gke"
  }

  assert {
    condition     = google_container_cluster.main.private_cluster_config[0].enable_private_nodes && google_container_node_pool.qdrant.network_config[0].enable_private_nodes && google_container_node_pool.system.network_config[0].enable_private_nodes
    error_message = "Cluster and pools must be private."
  }
}

run "the_control_plane_answers_by_name_alone" {
  command = plan

  module {
    source = "./modules/gke"
  }

  assert {
    condition     = google_container_cluster.main.control_plane_endpoints_config[0].dns_endpoint_config[0].allow_external_traffic && !google_container_cluster.main.control_plane_endpoints_config[0].ip_endpoints_config[0].enabled
    error_message = "The DNS endpoint must be open to IAM, the addresses closed."
  }
}

run "regional_with_dataplane_v2_and_workload_identity" {
  command = plan

  module {
    source = "./modules/gke"
  }

  assert {
    condition     = google_container_cluster.main.location == "europe-west1" && google_container_cluster.main.node_locations == toset(var.cluster.zones)
    error_message = "Three zones make a regional cluster."
  }
  # Network policies are nothing but text without it.
  assert {
    condition     = google_container_cluster.main.datapath_provider == "ADVANCED_DATAPATH"
    error_message = "Network policies need Dataplane V2."
  }
  assert {
    condition     = google_container_cluster.main.workload_identity_config[0].workload_pool == "my-project.svc.id.goog" && google_container_node_pool.qdrant.node_config[0].workload_metadata_config[0].mode == "GKE_METADATA"
    error_message = "Pods must not be the node."
  }
  assert {
    condition     = google_container_cluster.main.release_channel[0].channel == "REGULAR" && google_container_cluster.main.deletion_protection && google_container_cluster.main.monitoring_config[0].managed_prometheus[0].enabled
    error_message = "The cluster must be in a release channel, protected, and watched by managed Prometheus."
  }
  # With externalTrafficPolicy Local, an internal load balancer without subsetting reaches 250 nodes at most and none in a new zone.
  assert {
    condition     = google_container_cluster.main.enable_l4_ilb_subsetting
    error_message = "The internal load balancer needs subsetting."
  }
}

run "two_arm_nodes_in_each_zone" {
  command = plan

  module {
    source = "./modules/gke"
  }

  assert {
    condition     = google_container_node_pool.qdrant.node_count == 2 && length(google_container_node_pool.qdrant.node_locations) == 3
    error_message = "Six nodes, two a zone."
  }
  assert {
    condition     = google_container_node_pool.qdrant.node_config[0].machine_type == "c4a-highmem-8" && google_container_node_pool.qdrant.node_config[0].disk_type == "hyperdisk-balanced"
    error_message = "C4A nodes boot from Hyperdisk."
  }
  assert {
    condition = google_container_node_pool.qdrant.node_config[0].labels["upnext.dev/pool"] == "qdrant" && one([
      for taint in google_container_node_pool.qdrant.node_config[0].taint : taint.effect if taint.key == "upnext.dev/pool" && taint.value == "qdrant"
    ]) == "NO_SCHEDULE"
    error_message = "Qdrant's nodes must be Qdrant's alone."
  }
}

run "upgrades_add_a_node_before_they_take_one" {
  command = plan

  module {
    source = "./modules/gke"
  }

  assert {
    condition     = google_container_node_pool.qdrant.upgrade_settings[0].strategy == "SURGE" && google_container_node_pool.qdrant.upgrade_settings[0].max_surge == 1 && google_container_node_pool.qdrant.upgrade_settings[0].max_unavailable == 0
    error_message = "An upgrade must not take a node before another is there."
  }
  assert {
    condition     = tonumber(trimsuffix(google_container_node_pool.qdrant.node_drain_config[0].pdb_timeout_duration, "s")) > 3600 && google_container_node_pool.qdrant.node_drain_config[0].respect_pdb_during_node_pool_deletion
    error_message = "Draining must wait for the disruption budget longer than GKE's hour."
  }
}

run "one_zone_makes_a_zonal_cluster" {
  command = plan

  module {
    source = "./modules/gke"
  }

  variables {
    cluster = {
      deletion_protection = false
      maintenance         = { start = "2026-01-03T01:00:00Z", end = "2026-01-03T09:00:00Z", recurrence = "FREQ=WEEKLY;BYDAY=SA,SU" }
      nodes_per_zone      = 1
      release_channel     = "RAPID"
      system_pool         = { machine_type = "e2-standard-2", nodes_per_zone = 1 }
      zones               = ["europe-west1-b"]
    }
  }

  assert {
    condition     = google_container_cluster.main.location == "europe-west1-b"
    error_message = "One zone makes a zonal cluster, which has no fee."
  }
}

run "nodes_have_an_account_of_their_own" {
  command = plan

  module {
    source = "./modules/gke"
  }

  assert {
    condition     = keys(google_project_iam_member.nodes) == ["roles/container.defaultNodeServiceAccount"]
    error_message = "Nodes may do what nodes do, and no more."
  }
  assert {
    condition     = keys(google_project_iam_member.operators) == ["group:search-operators@example.com"]
    error_message = "The named operators administer the cluster, and nobody else."
  }
}

run "backups_leave_keys_out" {
  command = plan

  module {
    source = "./modules/gke"
  }

  assert {
    condition     = google_gke_backup_backup_plan.qdrant.backup_config[0].include_volume_data && !google_gke_backup_backup_plan.qdrant.backup_config[0].include_secrets
    error_message = "Backups hold the volumes and no secrets."
  }
  assert {
    condition     = google_gke_backup_backup_plan.qdrant.retention_policy[0].backup_retain_days == 14 && google_gke_backup_backup_plan.qdrant.backup_config[0].selected_namespaces[0].namespaces == tolist(["qdrant"])
    error_message = "Qdrant's namespace, for 14 days: docs/erasure.md and the runbook count on it."
  }
}
