# Write-only: the values go to Kubernetes and nowhere else; the revision says when to write again.
resource "kubernetes_secret_v1" "keys" {
  metadata {
    name      = "qdrant-keys"
    namespace = kubernetes_namespace_v1.qdrant.metadata[0].name
  }

  data_wo = merge(
    { "write" = var.keys.write, "read-only" = var.keys.read_only },
    var.keys.alternative == null ? {} : { "alternative" = var.keys.alternative },
  )
  data_wo_revision = var.keys_revision
}

resource "kubernetes_secret_v1" "tls" {
  count = local.tls_enabled ? 1 : 0

  metadata {
    name      = "qdrant-tls"
    namespace = kubernetes_namespace_v1.qdrant.metadata[0].name
  }

  type             = "kubernetes.io/tls"
  data_wo          = { "tls.crt" = var.tls.certificate, "tls.key" = var.tls.key }
  data_wo_revision = var.keys_revision
}
