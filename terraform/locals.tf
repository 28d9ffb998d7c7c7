locals {
  labels = { product = "upnext", installation = var.prefix }

  # What each function is, needs and may do. The tests of the code read the same file, so that neither side drifts.
  functions = jsondecode(file("${path.module}/functions.json"))

  # Every value that a function may get as an environment variable; functions.json says which gets which.
  settings = {
    UPNEXT_BATCH_WINDOW_MS          = "3"
    UPNEXT_BIGQUERY_LOCATION        = local.warehouse_location
    UPNEXT_CO_WATCH_DAMPING         = "0.3"
    UPNEXT_CO_WATCH_DAYS            = "90"
    UPNEXT_TRENDING_OWN_TIER        = "0.5"
    UPNEXT_CORS_ORIGINS             = join(",", var.edge.cors_origins)
    UPNEXT_DATASET                  = local.dataset
    UPNEXT_DEAD_LETTER_SUBSCRIPTION = "${var.prefix}-dead-letters-replay"
    UPNEXT_EMBED_THREADS            = "1"
    UPNEXT_EVENTS                   = "pubsub"
    UPNEXT_FEEDBACK_DAYS            = tostring(var.warehouse.feedback_days)
    UPNEXT_FEEDBACK_TOPIC           = "${var.prefix}-feedback"
    UPNEXT_INDEX                    = "qdrant"
    UPNEXT_INDEX_BUDGET_MS          = "120"
    # Freshness and shelf fill are measured by lines of that level, one an event and one an answer.
    UPNEXT_LOG_LEVEL               = "debug"
    UPNEXT_PROJECT                 = var.project_id
    UPNEXT_QDRANT_REPLICAS         = tostring(var.qdrant.capacity.replication_factor)
    UPNEXT_QDRANT_SHARDS           = tostring(var.qdrant.replicas)
    UPNEXT_QDRANT_URL              = module.qdrant.url
    UPNEXT_QUARANTINE_SUBSCRIPTION = "${var.prefix}-quarantine-replay"
    UPNEXT_QUARANTINE_TOPIC        = "${var.prefix}-quarantine"
    UPNEXT_QUERY_SAMPLE            = "0.001"
    UPNEXT_REGION_HEADER           = local.has_edge ? local.region_header : ""
    UPNEXT_TOPIC                   = "${var.prefix}-videos"
    UPNEXT_TRANSCRIPT_BUCKETS      = join(",", var.transcript_buckets)
    UPNEXT_TRANSCRIPT_DIR          = "none"
    UPNEXT_VERTEX_LOCATION         = coalesce(var.vertex_location, var.region)
    UPNEXT_WAREHOUSE               = "bigquery"
  }

  dataset            = replace(var.prefix, "-", "_")
  warehouse_location = coalesce(var.warehouse.location, var.region)

  has_edge      = length(var.edge.domains) > 0
  region_header = "Upnext-Region"

  # The families differ in the disks that they take: C4A and N4A have Hyperdisk alone, T2A has persistent disks alone.
  machine_families = {
    c4a = { boot = "hyperdisk-balanced", volume = "hyperdisk-balanced" }
    n4a = { boot = "hyperdisk-balanced", volume = "hyperdisk-balanced" }
    t2a = { boot = "pd-balanced", volume = "pd-ssd" }
  }
  machine_parts = split("-", var.qdrant.machine_type)
  machine_cpus  = tonumber(local.machine_parts[2])
  gib_per_cpu   = { highcpu = 2, standard = 4, highmem = 8 }

  node = {
    machine_type   = var.qdrant.machine_type
    boot_disk_type = local.machine_families[local.machine_parts[0]].boot
    volume_type    = coalesce(var.qdrant.disk_type, local.machine_families[local.machine_parts[0]].volume)
    cpus           = local.machine_cpus
    memory_gib     = local.machine_cpus * local.gib_per_cpu[local.machine_parts[1]]
  }
}
