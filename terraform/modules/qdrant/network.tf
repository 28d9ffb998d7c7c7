# One address for the functions and for clients of the network outside Google Cloud.
resource "kubernetes_service_v1" "internal" {
  metadata {
    name      = "qdrant-internal"
    namespace = kubernetes_namespace_v1.qdrant.metadata[0].name
    annotations = {
      "networking.gke.io/load-balancer-type"                         = "Internal"
      "networking.gke.io/internal-load-balancer-allow-global-access" = tostring(var.global_access)
    }
  }

  spec {
    type             = "LoadBalancer"
    load_balancer_ip = var.address
    # Local keeps the client's address; the network policy would otherwise see a node's.
    external_traffic_policy     = "Local"
    load_balancer_source_ranges = var.client_ranges
    selector                    = local.pod_labels

    port {
      name        = "rest"
      port        = local.ports.rest
      target_port = local.ports.rest
    }

    port {
      name        = "grpc"
      port        = local.ports.grpc
      target_port = local.ports.grpc
    }
  }
}

resource "kubernetes_network_policy_v1" "qdrant" {
  metadata {
    name      = "qdrant"
    namespace = kubernetes_namespace_v1.qdrant.metadata[0].name
  }

  spec {
    policy_types = ["Ingress"]

    pod_selector {
      match_labels = local.pod_labels
    }

    # Between pods of Qdrant: consensus and shard transfers, which know no key.
    ingress {
      from {
        pod_selector {
          match_labels = local.pod_labels
        }
      }
      ports {
        port     = local.ports.peers
        protocol = "TCP"
      }
    }

    ingress {
      dynamic "from" {
        for_each = var.client_ranges
        content {
          ip_block {
            cidr = from.value
          }
        }
      }
      dynamic "ports" {
        for_each = [local.ports.rest, local.ports.grpc]
        content {
          port     = ports.value
          protocol = "TCP"
        }
      }
    }

    ingress {
      from {
        namespace_selector {
          match_labels = { "kubernetes.io/metadata.name" = "gmp-system" }
        }
      }
      ports {
        port     = local.ports.metrics
        protocol = "TCP"
      }
    }
  }
}

# A certificate is made for a name: inside the network, it stands for the load balancer.
resource "google_dns_managed_zone" "qdrant" {
  count = local.tls_enabled ? 1 : 0

  name        = "${var.prefix}-qdrant"
  dns_name    = "${var.qdrant.tls_host}."
  description = "Qdrant's name, inside the network alone."
  visibility  = "private"

  private_visibility_config {
    networks {
      network_url = var.network_id
    }
  }
}

resource "google_dns_record_set" "qdrant" {
  count = local.tls_enabled ? 1 : 0

  managed_zone = google_dns_managed_zone.qdrant[0].name
  name         = "${var.qdrant.tls_host}."
  type         = "A"
  ttl          = 60
  rrdatas      = [var.address]
}
