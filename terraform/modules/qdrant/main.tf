resource "kubernetes_namespace_v1" "qdrant" {
  metadata {
    name = "qdrant"
    labels = {
      "pod-security.kubernetes.io/enforce" = "baseline"
      "pod-security.kubernetes.io/warn"    = "restricted"
    }
  }

  lifecycle {
    precondition {
      condition     = length(var.cluster.node_pools) > 0
      error_message = "Qdrant has no node pool to run on."
    }
  }
}

resource "kubernetes_storage_class_v1" "qdrant" {
  metadata {
    name = "qdrant"
  }

  storage_provisioner = "pd.csi.storage.gke.io"
  # The disk is made in the zone where the pod lands, stays when its claim goes, and grows in place.
  volume_binding_mode    = "WaitForFirstConsumer"
  reclaim_policy         = "Retain"
  allow_volume_expansion = true

  parameters = merge(
    { type = var.node.volume_type },
    startswith(var.node.volume_type, "hyperdisk") ? {
      "provisioned-iops-on-create"       = tostring(var.qdrant.iops)
      "provisioned-throughput-on-create" = "${var.qdrant.throughput_mib}Mi"
    } : {},
  )
}

resource "helm_release" "qdrant" {
  name       = local.release
  namespace  = kubernetes_namespace_v1.qdrant.metadata[0].name
  repository = "https://qdrant.github.io/qdrant-helm"
  chart      = "qdrant"
  version    = var.qdrant.chart_version
  values     = [yamlencode(local.values)]

  # Pods go one after the other, each loading its shards: a failed upgrade is looked at, not rolled back over half-upgraded storage.
  wait    = true
  atomic  = false
  timeout = 3600

  lifecycle {
    precondition {
      condition     = local.memory_gib <= local.node_memory_gib
      error_message = "A pod of Qdrant needs ${local.memory_gib} GiB, a ${var.node.machine_type} has ${local.node_memory_gib} GiB to give. Take a larger machine, more replicas, or a smaller capacity."
    }
    precondition {
      condition     = local.memory_gib >= 1
      error_message = "Qdrant needs 1 GiB at least."
    }
  }

  depends_on = [kubernetes_network_policy_v1.qdrant, kubernetes_secret_v1.tls]
}

# A chart of two lines, since kubernetes_manifest would want to talk to the cluster before it exists.
resource "helm_release" "pod_monitoring" {
  name      = "qdrant-monitoring"
  namespace = kubernetes_namespace_v1.qdrant.metadata[0].name
  chart     = "${path.module}/charts/pod-monitoring"
  values = [yamlencode({
    name     = local.release
    labels   = local.pod_labels
    port     = local.ports.metrics
    scheme   = local.scheme
    interval = "30s"
  })]
}
