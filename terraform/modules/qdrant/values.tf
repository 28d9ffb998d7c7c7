locals {
  release = "qdrant"
  # As the chart labels its pods; both the spread and the policies would silently match nothing otherwise.
  pod_labels = {
    "app"                        = "qdrant"
    "app.kubernetes.io/instance" = local.release
  }

  ports = { rest = 6333, grpc = 6334, peers = 6335, metrics = 6336 }

  tls_enabled = var.qdrant.tls_host != null

  key_reference = { for use, key in { write = "write", read_only = "read-only" } : use => {
    valueFrom = { secretKeyRef = { name = kubernetes_secret_v1.keys.metadata[0].name, key = key } }
  } }

  values = {
    replicaCount = var.qdrant.replicas
    apiKey       = local.key_reference.write
    # Neither key is in these values: the chart is told where they are.
    readOnlyApiKey = local.key_reference.read_only

    image = {
      tag                  = var.qdrant.image_tag
      useUnprivilegedImage = true
    }

    env = [{
      name = "QDRANT__SERVICE__ALT_API_KEY"
      valueFrom = {
        secretKeyRef = { name = kubernetes_secret_v1.keys.metadata[0].name, key = "alternative", optional = true }
      }
    }]

    # The chart lets pod 0 found a cluster when its volume is empty. With `bootstrap_from`, everyone joins that pod's cluster instead; a pod
    # that has been in a cluster before takes no notice.
    args = var.qdrant.bootstrap_from == null ? ["./config/initialize.sh"] : [join(" ", [
      "exec ./entrypoint.sh",
      "--bootstrap http://${local.release}-${coalesce(var.qdrant.bootstrap_from, 0)}.${local.release}-headless:${local.ports.peers}",
      "--uri http://$(hostname).${local.release}-headless:${local.ports.peers}",
    ])]

    podAnnotations = { "upnext.dev/keys-revision" = tostring(var.keys_revision) }

    # Memory is reserved whole: a pod that is evicted for it takes its shards along. CPU may be borrowed; a core is the node's own agents'.
    resources = {
      requests = { cpu = var.node.cpus == 1 ? "250m" : tostring(var.node.cpus - 1), memory = "${local.memory_gib}Gi" }
      limits   = { memory = "${local.memory_gib}Gi" }
    }

    updateVolumeFsOwnership = false
    podSecurityContext = {
      fsGroup             = 3000
      fsGroupChangePolicy = "OnRootMismatch"
      seccompProfile      = { type = "RuntimeDefault" }
    }
    containerSecurityContext = {
      runAsNonRoot             = true
      runAsUser                = 1000
      runAsGroup               = 2000
      allowPrivilegeEscalation = false
      privileged               = false
      readOnlyRootFilesystem   = true
      capabilities             = { drop = ["ALL"] }
    }

    nodeSelector = { "upnext.dev/pool" = "qdrant" }
    tolerations = [
      { key = "upnext.dev/pool", operator = "Equal", value = "qdrant", effect = "NoSchedule" },
      { key = "kubernetes.io/arch", operator = "Equal", value = "arm64", effect = "NoSchedule" },
    ]

    affinity = {
      podAntiAffinity = {
        requiredDuringSchedulingIgnoredDuringExecution = [{
          labelSelector = { matchLabels = local.pod_labels }
          topologyKey   = "kubernetes.io/hostname"
        }]
      }
    }

    topologySpreadConstraints = [{
      maxSkew           = 1
      topologyKey       = "topology.kubernetes.io/zone"
      whenUnsatisfiable = "DoNotSchedule"
      labelSelector     = { matchLabels = local.pod_labels }
    }]

    podDisruptionBudget = {
      enabled        = true
      maxUnavailable = 1
    }

    # A pod is ready when its shards are loaded, which takes minutes with millions of videos; nothing may restart it meanwhile.
    livenessProbe  = { enabled = false }
    readinessProbe = { enabled = true, periodSeconds = 5, timeoutSeconds = 2, failureThreshold = 6 }

    persistence = {
      size             = "${local.disk_gib}Gi"
      storageClassName = kubernetes_storage_class_v1.qdrant.metadata[0].name
    }
    snapshotPersistence = {
      enabled          = true
      size             = "${local.snapshot_disk_gib}Gi"
      storageClassName = kubernetes_storage_class_v1.qdrant.metadata[0].name
    }

    service = { type = "ClusterIP" }

    config = merge({
      cluster = {
        enabled = true
        # Between pods without TLS: a certificate for clients does not know their names, the network policy keeps others out, and Google
        # encrypts what goes between machines.
        p2p       = { port = local.ports.peers }
        consensus = { tick_period_ms = 100 }
      }
      service = {
        enable_tls = local.tls_enabled
        # A port for metrics alone asks for no key; the network policy leaves it to the collectors.
        metrics_port = local.ports.metrics
      }
      storage            = { on_disk_payload = true }
      telemetry_disabled = true
      },
      local.tls_enabled ? { tls = { cert = "/qdrant/tls/tls.crt", key = "/qdrant/tls/tls.key" } } : {},
    )

    additionalVolumes      = local.tls_enabled ? [{ name = "tls", secret = { secretName = "qdrant-tls" } }] : []
    additionalVolumeMounts = local.tls_enabled ? [{ name = "tls", mountPath = "/qdrant/tls", readOnly = true }] : []
  }

  scheme = local.tls_enabled ? "https" : "http"
}
