locals {
  log_metrics = jsondecode(file("${path.module}/log-metrics.json"))
}

# The code's named log events as metrics; a test holds the names against the code.
resource "google_logging_metric" "main" {
  for_each = local.log_metrics

  name        = "${var.prefix}/${each.key}"
  description = each.value.description
  filter = join(" AND ", [
    "resource.type=\"cloud_run_revision\"",
    "resource.labels.service_name=~\"^${var.prefix}-\"",
    "jsonPayload.event=\"${each.value.event}\"",
  ])

  # A field with a hyphen is quoted.
  value_extractor  = can(each.value.value) ? "EXTRACT(jsonPayload.${join(".", [for part in split(".", each.value.value) : can(regex("-", part)) ? "\"${part}\"" : part])})" : null
  label_extractors = { for label, field in try(each.value.labels, {}) : label => "EXTRACT(jsonPayload.${field})" }

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = can(each.value.value) ? "DISTRIBUTION" : "INT64"
    unit        = endswith(try(each.value.value, ""), "Ms") ? "ms" : "1"

    dynamic "labels" {
      for_each = try(each.value.labels, {})
      content {
        key        = labels.key
        value_type = "STRING"
      }
    }
  }

  dynamic "bucket_options" {
    for_each = can(each.value.value) ? [1] : []
    content {
      # Milliseconds with edges at the goals of 5 and 60 seconds, shares by tenths, or items with an edge at each count up to a dozen.
      explicit_buckets {
        bounds = endswith(each.value.value, "Ms") ? [100, 250, 500, 1000, 2000, 5000, 10000, 20000, 60000, 120000, 300000, 900000, 3600000] : contains(["gini", "headShare", "mean", "share"], each.value.value) ? [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] : [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5, 11.5, 12.5, 25, 50, 100]
      }
    }
  }
}
