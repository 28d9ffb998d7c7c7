locals {
  # Two charts a row, from what viewers feel down to what it runs on.
  charts = [
    {
      title = "Shelves: latency, ms (50th, 99th, 99.9th)"
      queries = [for quantile in ["0.5", "0.99", "0.999"] :
        "histogram_quantile(${quantile}, sum by (le) (rate(run_googleapis_com:request_latencies_bucket{${local.run},service_name=\"${var.prefix}-recommend\"}[5m])))"
      ]
    },
    {
      title   = "Answers a second, by function and status"
      queries = ["sum by (service_name, response_code_class) (rate(run_googleapis_com:request_count{${local.run},${local.services}}[5m]))"]
    },
    {
      title = "Shelves: items by tier, mean"
      queries = [for tier in ["pinned", "similar", "similar-other-language", "co-watched", "same-channel", "trending", "latest", "perspective"] :
        "label_replace(sum(rate(${local.log_series["shelf-items-${tier}"]}_sum{${local.run}}[10m])) / sum(rate(${local.log_series["shelf-filled"]}{${local.run}}[10m])), \"tier\", \"${tier}\", \"\", \"\")"
      ]
    },
    {
      title   = "Shelves: share that is degraded"
      queries = ["sum(rate(${local.log_series["shelf-filled"]}{${local.run},degraded=\"true\"}[5m])) / sum(rate(${local.log_series["shelf-filled"]}{${local.run}}[5m]))"]
    },
    {
      title = "Freshness: published to recommendable, ms (50th, 95th)"
      queries = [for quantile in ["0.5", "0.95"] :
        "histogram_quantile(${quantile}, sum by (le) (rate(${local.log_series["event-lag"]}_bucket{${local.run},service_name=\"${var.prefix}-embed-video\"}[10m])))"
      ]
    },
    {
      title   = "Take-downs: published to gone, ms (95th)"
      queries = ["histogram_quantile(0.95, sum by (le) (rate(${local.log_series["event-lag"]}_bucket{${local.run},service_name=\"${var.prefix}-take-downs\"}[10m])))"]
    },
    {
      title   = "Events: oldest that waits, s"
      queries = ["max by (subscription_id) (pubsub_googleapis_com:subscription_oldest_unacked_message_age{monitored_resource=\"pubsub_subscription\",subscription_id=~\"${var.prefix}-(embed-video|take-downs|feedback)\"})"]
    },
    {
      title   = "Letters: quarantine and dead"
      queries = ["max by (subscription_id) (pubsub_googleapis_com:subscription_num_undelivered_messages{monitored_resource=\"pubsub_subscription\",subscription_id=~\"${var.prefix}-.*-replay\"})"]
    },
    {
      title   = "Qdrant: memory that cannot be given back, of its limit of ${var.qdrant.memory_limit_gib} GiB"
      queries = ["max by (pod_name) (kubernetes_io:container_memory_limit_utilization{monitored_resource=\"k8s_container\",namespace_name=\"qdrant\",container_name=\"qdrant\",memory_type=\"non-evictable\"})"]
    },
    {
      title   = "Qdrant: disks, of ${var.qdrant.disk_limit_gib} GiB for storage"
      queries = ["max by (pod_name, volume_name) (kubernetes_io:pod_volume_utilization{monitored_resource=\"k8s_pod\",namespace_name=\"qdrant\"})"]
    },
    {
      title   = "Qdrant: pods, and replicas that are not active"
      queries = ["sum(up{job=\"qdrant\",namespace=\"qdrant\"})", "max(collection_dead_replicas{namespace=\"qdrant\"})"]
    },
    {
      title   = "Qdrant: points by collection"
      queries = ["max by (collection) (collection_points{namespace=\"qdrant\"})"]
    },
  ]
}

resource "google_monitoring_dashboard" "main" {
  dashboard_json = jsonencode({
    displayName = "Upnext (${var.prefix})"
    mosaicLayout = {
      columns = 48
      tiles = [for index, chart in local.charts : {
        width  = 24
        height = 16
        xPos   = index % 2 * 24
        yPos   = floor(index / 2) * 16
        widget = {
          title = chart.title
          xyChart = {
            dataSets = [for query in chart.queries : { plotType = "LINE", timeSeriesQuery = { prometheusQuery = query } }]
          }
        }
      }]
    }
  })
}
