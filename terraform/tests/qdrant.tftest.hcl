# Qdrant: what the index needs fits its pods, nothing leaks, and nobody gets in who should not.

mock_provider "google" {}
mock_provider "helm" {}
mock_provider "kubernetes" {}

variables {
  address       = "10.80.0.9"
  client_ranges = ["10.80.16.0/24", "10.20.0.0/16", "130.211.0.0/22", "35.191.0.0/16"]
  cluster       = { node_pools = ["qdrant", "system"], zones = ["europe-west1-b", "europe-west1-c", "europe-west1-d"] }
  global_access = true
  keys          = { alternative = "alternative-key-that-must-not-leak", read_only = "read-only-key-that-must-not-leak", write = "write-key-that-must-not-leak" }
  keys_revision = 3
  network_id    = "projects/p/global/networks/upnext"
  node          = { cpus = 8, machine_type = "c4a-highmem-8", memory_gib = 64, volume_type = "hyperdisk-balanced" }
  prefix        = "upnext"
  qdrant = {
    bootstrap_from    = null
    capacity          = { collections = 2, dimensions = 512, replication_factor = 2, videos = 20000000 }
    chart_version     = "1.19.0"
    disk_gib          = null
    image_tag         = "v1.19.0"
    iops              = 6000
    memory_gib        = null
    replicas          = 6
    snapshot_disk_gib = null
    throughput_mib    = 250
    tls_host          = null
  }
  tls = { certificate = "none", key = "none" }
}

run "two_collections_of_20_million_fit_six_pods" {
  command = plan

  module {
    source = "./modules/qdrant"
  }

  # By hand: 2 collections x 2 replicas x 20,000,000 videos / 6 pods.
  assert {
    condition     = output.sizing.videos_per_pod == 13333334
    error_message = "A pod should hold a sixth of 80 million points."
  }
  # 512 int8 + 408 of graph + 400 of payload indexes + 48 of ids.
  assert {
    condition     = output.sizing.pinned_per_video == 1368
    error_message = "A video should take 1,368 bytes of pinned memory."
  }
  # Segments of 5,000,000 KiB hold 2.5 million videos of 2,048 bytes; each takes 2,560 bytes of vectors and 816 of links.
  assert {
    condition     = output.sizing.graph_build_bytes == 2500000 * (2560 + 816)
    error_message = "Building a segment's graph should take 8.44 GB."
  }
  # 1.1 x (13,333,334 x (1,368 + 456) + 8,440,000,000 + 1 GiB) = 37.2 GB = 34.7 GiB.
  assert {
    condition     = output.sizing.memory_limit_gib == 35
    error_message = "A pod should get 35 GiB."
  }
  # 64 - 1.1 - 1 - 0.8 - 0.8 - 2.88, rounded down.
  assert {
    condition     = output.sizing.node_memory_gib == 57
    error_message = "A node of 64 GiB should have 57 GiB to give."
  }
  assert {
    condition     = output.sizing.disk_limit_gib > 2 * 13333334 * 6000 / 1073741824 && output.sizing.snapshot_disk_gib < output.sizing.disk_limit_gib
    error_message = "Storage should hold the data twice, the snapshot volume once."
  }
}

run "memory_is_reserved_whole" {
  command = plan

  module {
    source = "./modules/qdrant"
  }

  assert {
    condition     = output.values.resources.requests.memory == "35Gi" && output.values.resources.limits.memory == "35Gi"
    error_message = "Requests and limits of memory must be equal."
  }
  assert {
    condition     = output.values.resources.requests.cpu == "7" && !can(output.values.resources.limits.cpu)
    error_message = "Qdrant should have all cores but one, and no limit on them."
  }
}

run "a_machine_too_small_is_refused" {
  command = plan

  module {
    source = "./modules/qdrant"
  }

  variables {
    node = { cpus = 8, machine_type = "c4a-standard-8", memory_gib = 32, volume_type = "hyperdisk-balanced" }
  }

  expect_failures = [helm_release.qdrant]
}

run "pods_spread_over_hosts_and_zones" {
  command = plan

  module {
    source = "./modules/qdrant"
  }

  assert {
    condition     = output.values.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey == "kubernetes.io/hostname"
    error_message = "No two pods may share a node."
  }
  assert {
    condition = (
      output.values.topologySpreadConstraints[0].topologyKey == "topology.kubernetes.io/zone"
      && output.values.topologySpreadConstraints[0].whenUnsatisfiable == "DoNotSchedule"
      && output.values.topologySpreadConstraints[0].maxSkew == 1
    )
    error_message = "Pods must spread over the zones, or wait."
  }
  # The chart's own labels: with others, constraints match nothing and hold nothing apart.
  assert {
    condition = alltrue([for selector in [
      output.values.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector.matchLabels,
      output.values.topologySpreadConstraints[0].labelSelector.matchLabels,
      kubernetes_network_policy_v1.qdrant.spec[0].pod_selector[0].match_labels,
      kubernetes_service_v1.internal.spec[0].selector,
    ] : tomap(selector) == tomap({ "app" = "qdrant", "app.kubernetes.io/instance" = "qdrant" })])
    error_message = "Every selector must name the labels that the chart gives its pods."
  }
  assert {
    condition     = output.values.podDisruptionBudget.enabled && output.values.podDisruptionBudget.maxUnavailable == 1
    error_message = "Upgrades may take one pod at a time."
  }
  assert {
    condition     = output.values.replicaCount == 6 && output.values.config.cluster.enabled
    error_message = "Six pods must form one cluster."
  }
}

run "chart_and_image_are_pinned_and_unprivileged" {
  command = plan

  module {
    source = "./modules/qdrant"
  }

  assert {
    condition     = helm_release.qdrant.version == "1.19.0" && output.values.image.tag == "v1.19.0" && output.values.image.useUnprivilegedImage
    error_message = "The chart and the image must be pinned, the image unprivileged."
  }
  assert {
    condition     = output.values.containerSecurityContext.runAsNonRoot && output.values.containerSecurityContext.readOnlyRootFilesystem && !output.values.containerSecurityContext.allowPrivilegeEscalation
    error_message = "Qdrant needs no rights on its node."
  }
}

run "disks_wait_stay_and_grow" {
  command = plan

  module {
    source = "./modules/qdrant"
  }

  assert {
    condition = (
      kubernetes_storage_class_v1.qdrant.volume_binding_mode == "WaitForFirstConsumer"
      && kubernetes_storage_class_v1.qdrant.reclaim_policy == "Retain"
      && kubernetes_storage_class_v1.qdrant.allow_volume_expansion
    )
    error_message = "Disks must be made where the pod is, stay when a claim goes, and grow."
  }
  assert {
    condition = kubernetes_storage_class_v1.qdrant.parameters == tomap({
      "type"                             = "hyperdisk-balanced"
      "provisioned-iops-on-create"       = "6000"
      "provisioned-throughput-on-create" = "250Mi"
    })
    error_message = "C4A takes Hyperdisk, with what it is to do."
  }
  assert {
    condition     = output.values.persistence.storageClassName == "qdrant" && output.values.snapshotPersistence.storageClassName == "qdrant" && output.values.snapshotPersistence.enabled
    error_message = "Storage and snapshots each have a disk of the class."
  }
}

run "persistent_disks_have_no_hyperdisk_settings" {
  command = plan

  module {
    source = "./modules/qdrant"
  }

  variables {
    node = { cpus = 16, machine_type = "t2a-standard-16", memory_gib = 64, volume_type = "pd-ssd" }
  }

  assert {
    condition     = kubernetes_storage_class_v1.qdrant.parameters == tomap({ "type" = "pd-ssd" })
    error_message = "A persistent disk refuses provisioned IOPS."
  }
}

run "network_policy_keeps_ports_apart" {
  command = plan

  module {
    source = "./modules/qdrant"
  }

  assert {
    condition = (
      kubernetes_network_policy_v1.qdrant.spec[0].ingress[0].ports[0].port == "6335"
      && length(kubernetes_network_policy_v1.qdrant.spec[0].ingress[0].ports) == 1
      && length(kubernetes_network_policy_v1.qdrant.spec[0].ingress[0].from) == 1
      && kubernetes_network_policy_v1.qdrant.spec[0].ingress[0].from[0].pod_selector[0].match_labels["app"] == "qdrant"
    )
    error_message = "The first rule must let Qdrant's pods alone reach 6335."
  }
  assert {
    condition     = [for one in kubernetes_network_policy_v1.qdrant.spec[0].ingress[1].ports : one.port] == ["6333", "6334"]
    error_message = "Clients reach REST and gRPC, and nothing else."
  }
  assert {
    condition     = tolist([for one in kubernetes_network_policy_v1.qdrant.spec[0].ingress[1].from : one.ip_block[0].cidr]) == tolist(var.client_ranges)
    error_message = "Clients are the named ranges, and nobody else."
  }
  assert {
    condition = length(kubernetes_network_policy_v1.qdrant.spec[0].ingress) == 3 && alltrue([
      for rule in [kubernetes_network_policy_v1.qdrant.spec[0].ingress[1], kubernetes_network_policy_v1.qdrant.spec[0].ingress[2]] :
      !contains([for one in rule.ports : one.port], "6335")
    ])
    error_message = "No other rule may open 6335."
  }
  assert {
    condition = (
      [for one in kubernetes_network_policy_v1.qdrant.spec[0].ingress[2].ports : one.port] == [tostring(output.values.config.service.metrics_port)]
      && kubernetes_network_policy_v1.qdrant.spec[0].ingress[2].from[0].namespace_selector[0].match_labels["kubernetes.io/metadata.name"] == "gmp-system"
    )
    error_message = "The port for metrics, which asks for no key, is the collectors' alone."
  }
}

run "the_load_balancer_is_internal_and_keeps_addresses" {
  command = plan

  module {
    source = "./modules/qdrant"
  }

  assert {
    condition     = kubernetes_service_v1.internal.metadata[0].annotations["networking.gke.io/load-balancer-type"] == "Internal"
    error_message = "Qdrant must not be on the internet."
  }
  assert {
    condition     = kubernetes_service_v1.internal.spec[0].external_traffic_policy == "Local" && kubernetes_service_v1.internal.spec[0].load_balancer_source_ranges == toset(var.client_ranges)
    error_message = "The policy must see the client's address, and the firewall must know it."
  }
  assert {
    condition     = [for port in kubernetes_service_v1.internal.spec[0].port : port.port] == [6333, 6334] && kubernetes_service_v1.internal.spec[0].load_balancer_ip == "10.80.0.9"
    error_message = "REST and gRPC answer at the reserved address."
  }
  assert {
    condition     = output.values.service.type == "ClusterIP"
    error_message = "The chart must not make a load balancer of its own."
  }
}

run "keys_are_in_neither_state_nor_values" {
  command = apply

  module {
    source = "./modules/qdrant"
  }

  assert {
    condition     = !strcontains(jsonencode(output.values), "must-not-leak") && !strcontains(join("", helm_release.qdrant.values), "must-not-leak")
    error_message = "A key is in the values of the chart."
  }
  assert {
    condition     = kubernetes_secret_v1.keys.data_wo == null && length(coalesce(kubernetes_secret_v1.keys.data, {})) == 0 && kubernetes_secret_v1.keys.data_wo_revision == 3
    error_message = "A key is in the state."
  }
  assert {
    condition     = output.values.apiKey.valueFrom.secretKeyRef == { name = "qdrant-keys", key = "write" } && output.values.readOnlyApiKey.valueFrom.secretKeyRef == { name = "qdrant-keys", key = "read-only" }
    error_message = "The chart must take both keys from the secret."
  }
  assert {
    condition     = output.values.podAnnotations["upnext.dev/keys-revision"] == "3"
    error_message = "Pods must start anew with a new key."
  }
}

run "without_tls_it_says_http" {
  command = plan

  module {
    source = "./modules/qdrant"
  }

  assert {
    condition     = output.url == "http://10.80.0.9:6333" && !output.values.config.service.enable_tls && length(kubernetes_secret_v1.tls) == 0
    error_message = "Without a host for a certificate there is no TLS."
  }
}

run "with_tls_clients_have_it" {
  command = plan

  module {
    source = "./modules/qdrant"
  }

  variables {
    qdrant = {
      bootstrap_from    = null
      capacity          = { collections = 2, dimensions = 512, replication_factor = 2, videos = 20000000 }
      chart_version     = "1.19.0"
      disk_gib          = 512
      image_tag         = "v1.19.0"
      iops              = 6000
      memory_gib        = 40
      replicas          = 6
      snapshot_disk_gib = 300
      throughput_mib    = 250
      tls_host          = "qdrant.example.com"
    }
    tls = { certificate = "certificate", key = "key-that-must-not-leak" }
  }

  assert {
    condition     = output.url == "https://qdrant.example.com:6333" && output.values.config.service.enable_tls && output.values.config.tls.key == "/qdrant/tls/tls.key"
    error_message = "Clients must speak TLS, with the key from its secret."
  }
  assert {
    condition     = google_dns_record_set.qdrant[0].rrdatas == tolist(["10.80.0.9"]) && google_dns_managed_zone.qdrant[0].visibility == "private"
    error_message = "The certificate's name must lead to the load balancer, inside the network."
  }
  assert {
    condition     = output.sizing.memory_limit_gib == 40 && output.sizing.disk_limit_gib == 512 && output.sizing.snapshot_disk_gib == 300
    error_message = "Sizes that are given win over those that are computed."
  }
}

run "a_lost_pod_0_joins_another" {
  command = plan

  module {
    source = "./modules/qdrant"
  }

  variables {
    qdrant = {
      bootstrap_from    = 2
      capacity          = { collections = 2, dimensions = 512, replication_factor = 2, videos = 20000000 }
      chart_version     = "1.19.0"
      disk_gib          = null
      image_tag         = "v1.19.0"
      iops              = 6000
      memory_gib        = null
      replicas          = 6
      snapshot_disk_gib = null
      throughput_mib    = 250
      tls_host          = null
    }
  }

  assert {
    condition     = strcontains(output.values.args[0], "--bootstrap http://qdrant-2.qdrant-headless:6335") && strcontains(output.values.args[0], "--uri http://$(hostname).qdrant-headless:6335")
    error_message = "Pods must join the cluster of pod 2."
  }
}
