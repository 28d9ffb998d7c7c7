output "sizing" {
  description = "What the arithmetic of sizing.tf came to, for one pod; `disk_limit_gib` and `memory_limit_gib` are what alerts compare with."
  value = {
    disk_limit_gib    = local.disk_gib
    graph_build_bytes = local.graph_build
    memory_limit_gib  = local.memory_gib
    node_memory_gib   = local.node_memory_gib
    pinned_per_video  = local.pinned_per_video
    replicas          = var.qdrant.replicas
    snapshot_disk_gib = local.snapshot_disk_gib
    videos_per_pod    = local.videos_per_pod
  }
}

# Who asks Qdrant waits for it.
output "url" {
  description = "Address of Qdrant's REST interface."
  value       = "${local.scheme}://${local.tls_enabled ? var.qdrant.tls_host : var.address}:${local.ports.rest}"

  depends_on = [helm_release.qdrant, kubernetes_service_v1.internal]
}

output "values" {
  description = "The values that the chart gets, for tests."
  value       = local.values
}
