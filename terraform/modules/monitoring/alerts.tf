locals {
  # In PromQL a metric's name has underscores where it had other signs.
  log_series = { for name in keys(local.log_metrics) : name => "logging_googleapis_com:user_${replace(var.prefix, "-", "_")}_${replace(name, "-", "_")}" }
  # A metric of log lines can be of any resource, and PromQL wants to be told of which.
  run      = "monitored_resource=\"cloud_run_revision\""
  services = "service_name=~\"${var.prefix}-.*\""

  # `for` is how long it must last; `do` is the first thing to do; `anchor` is its section in docs/runbook.md.
  alerts = {
    "answers-fail" = {
      title    = "Answers fail"
      query    = "sum(rate(run_googleapis_com:request_count{${local.run},service_name=~\"${var.prefix}-(recommend|search)\",response_code_class=\"5xx\"}[5m])) / sum(rate(run_googleapis_com:request_count{${local.run},service_name=~\"${var.prefix}-(recommend|search)\"}[5m])) > 0.01"
      for      = "300s"
      severity = "CRITICAL"
      do       = "More than 1 % of answers are 5xx. Read `http.failed` in the log; if it began with a deployment, go back to the revision before."
      anchor   = "answers-fail"
    }
    "answers-degraded" = {
      title    = "Answers come without the index"
      query    = "sum(rate(${local.log_series["shelf-filled"]}{${local.run},degraded=\"true\"}[5m])) / sum(rate(${local.log_series["shelf-filled"]}{${local.run}}[5m])) > 0.02"
      for      = "300s"
      severity = "CRITICAL"
      do       = "Viewers get the lower tiers. Look at Qdrant's pods first, then at `why` of `answer.index-failed`."
      anchor   = "degraded-answers"
    }
    "kill-list" = {
      title    = "Take-downs do not reach running instances"
      query    = "sum(rate(${local.log_series["kill-list-failed"]}{${local.run}}[5m])) > 0.1"
      for      = "120s"
      severity = "CRITICAL"
      do       = "Answers from memory may show videos that were taken down. Bring the index back, or restart recommend and search."
      anchor   = "kill-list"
    }
    "upkeep" = {
      title    = "Registry or snapshot cannot be read"
      query    = "(sum(rate(${local.log_series["registry-failed"]}{${local.run}}[5m])) or vector(0)) + (sum(rate(${local.log_series["snapshot-failed"]}{${local.run}}[5m])) or vector(0)) > 0.1"
      for      = "300s"
      severity = "WARNING"
      do       = "Instances go on with what they read last; new ones cannot answer. Look at Qdrant's state collections."
      anchor   = "registry-and-snapshot"
    }
    "search-embedding" = {
      title    = "Search cannot embed texts"
      query    = "sum(rate(${local.log_series["search-embedding-failed"]}{${local.run}}[5m])) > 0.05"
      for      = "300s"
      severity = "WARNING"
      do       = "Search answers by words alone. With a model of Vertex AI, look at its quota and status."
      anchor   = "search-embedding"
    }
    "events-wait" = {
      title    = "Events wait"
      query    = "max(pubsub_googleapis_com:subscription_oldest_unacked_message_age{monitored_resource=\"pubsub_subscription\",subscription_id=\"${var.prefix}-embed-video\"}) > 300"
      for      = "300s"
      severity = "WARNING"
      do       = "New videos are not recommendable yet. See whether embed-video fails (`event-failed`), is at its most instances, or an import is under way."
      anchor   = "events-wait"
    }
    "take-downs-wait" = {
      title    = "Take-downs wait"
      query    = "max(pubsub_googleapis_com:subscription_oldest_unacked_message_age{monitored_resource=\"pubsub_subscription\",subscription_id=\"${var.prefix}-take-downs\"}) > 30"
      for      = "60s"
      severity = "CRITICAL"
      do       = "Videos that must not be seen may still be shown. Read `event-failed` of take-downs; Qdrant or BigQuery does not take writes."
      anchor   = "take-downs-wait"
    }
    "events-fail" = {
      title    = "Events fail"
      query    = "sum(rate(${local.log_series["event-failed"]}{${local.run}}[10m])) > 0.2"
      for      = "600s"
      severity = "WARNING"
      do       = "They are delivered again for most of a day, then become dead letters. Find out which part does not take writes."
      anchor   = "events-fail"
    }
    "dead-letters" = {
      title    = "Dead letters"
      query    = "max(pubsub_googleapis_com:subscription_num_undelivered_messages{monitored_resource=\"pubsub_subscription\",subscription_id=\"${var.prefix}-dead-letters-replay\"}) > 0"
      for      = "600s"
      severity = "WARNING"
      do       = "Events failed 100 times. Mend the cause, then `upnext replay --from dead-letter`; they are kept for 31 days."
      anchor   = "dead-letters"
    }
    "feedback-waits" = {
      title    = "Feedback does not reach BigQuery"
      query    = "max(pubsub_googleapis_com:subscription_oldest_unacked_message_age{monitored_resource=\"pubsub_subscription\",subscription_id=\"${var.prefix}-feedback\"}) > 600"
      for      = "600s"
      severity = "WARNING"
      do       = "Reports, co-watch and trending stand still; the topic keeps it for a week. See whether the table has the columns that the code sends."
      anchor   = "feedback-does-not-arrive"
    }
    "feedback-dead-letters" = {
      title    = "Rows of feedback were set aside"
      query    = "max(pubsub_googleapis_com:subscription_num_undelivered_messages{monitored_resource=\"pubsub_subscription\",subscription_id=\"${var.prefix}-feedback-dead-letters-replay\"}) > 0"
      for      = "600s"
      severity = "WARNING"
      do       = "BigQuery refused them 100 times: most often a field that the table does not have."
      anchor   = "feedback-does-not-arrive"
    }
    "feedback-forged" = {
      title    = "Feedback of shelves that were never given out"
      query    = "sum(rate(${local.log_series["feedback-flagged"]}_sum{${local.run}}[1h])) / sum(rate(${local.log_series["feedback-accepted"]}_sum{${local.run}}[1h])) > 0.05"
      for      = "3600s"
      severity = "WARNING"
      do       = "It counts nowhere. Somebody makes it up, or a signing key was taken away while pages still show its shelves."
      anchor   = "feedback-is-flagged"
    }
    "poison-flood" = {
      title    = "Many messages go to quarantine"
      query    = "sum(rate(${local.log_series["event-quarantined"]}{${local.run}}[10m])) > 0.2"
      for      = "600s"
      severity = "WARNING"
      do       = "A publisher sends what can never succeed. `upnext status` and the log name the reasons; tell the publisher."
      anchor   = "poison-flood"
    }
    "version-conflicts" = {
      title    = "Versions are used twice"
      query    = "sum(rate(${local.log_series["version-conflict"]}{${local.run}}[1h])) > 0.01"
      for      = "3600s"
      severity = "WARNING"
      do       = "A publisher sends different videos under one version. One wins everywhere, perhaps not the one that was meant."
      anchor   = "version-conflicts"
    }
    "operations-fail" = {
      title    = "Operations fail"
      query    = "sum(increase(${local.log_series["operation-failed"]}{${local.run}}[15m])) > 3"
      for      = "0s"
      severity = "WARNING"
      do       = "Steps of `upnext index`, `replay` or `erase` fail. They may be repeated; the log says what was wrong."
      anchor   = "operations-fail"
    }
    "recall-drift" = {
      title    = "Searches miss what is near"
      query    = "sum(increase(${local.log_series["index-recall"]}_sum{${local.run}}[24h])) / sum(increase(${local.log_series["index-recall"]}_count{${local.run}}[24h])) < 0.95"
      for      = "0s"
      severity = "WARNING"
      do       = "Less than 95 % of the twenty nearest are found. `index.recall-by-language` says in which language; look whether the collection is being indexed."
      anchor   = "recall-drifts"
    }
    "coverage" = {
      title    = "The index lacks videos"
      query    = "sum(increase(${local.log_series["index-coverage"]}_sum{${local.run}}[24h])) / sum(increase(${local.log_series["index-coverage"]}_count{${local.run}}[24h])) < 0.999"
      for      = "0s"
      severity = "WARNING"
      do       = "The warehouse has videos that the index does not. `npx upnext index diff --fix` writes them."
      anchor   = "coverage"
    }
    "verification-failed" = {
      title    = "A collection does not pass its verification"
      query    = "sum(increase(${local.log_series["index-verified"]}{${local.run},passed=\"false\"}[15m])) > 0"
      for      = "0s"
      severity = "WARNING"
      do       = "It must not be promoted, and is not. `faults` of `index.verified` say why; if it is the one that serves, go back to the one before."
      anchor   = "a-verification-that-does-not-pass"
    }
    "qdrant-pods" = {
      title    = "Pods of Qdrant are missing"
      query    = "(sum(up{job=\"qdrant\",namespace=\"qdrant\"}) or vector(0)) < ${var.qdrant.replicas}"
      for      = "600s"
      severity = "CRITICAL"
      do       = "Replicas answer for it, and a second loss would be felt. Is the node gone, the pod pending, or its volume?"
      anchor   = "node-loss"
    }
    "qdrant-replicas" = {
      title    = "Shards have lost replicas"
      query    = "max(collection_dead_replicas{namespace=\"qdrant\"}) > 0"
      for      = "900s"
      severity = "WARNING"
      do       = "Qdrant recovers them by itself when pods are back. If it does not, look at its cluster state."
      anchor   = "dead-replicas"
    }
    "qdrant-memory" = {
      title    = "Qdrant's memory runs out"
      query    = "max(kubernetes_io:container_memory_limit_utilization{monitored_resource=\"k8s_container\",namespace_name=\"qdrant\",container_name=\"qdrant\",memory_type=\"non-evictable\"}) > 0.85"
      for      = "900s"
      severity = "WARNING"
      do       = "Of ${var.qdrant.memory_limit_gib} GiB, more than 85 % cannot be given back. Purge old collections, or raise qdrant.capacity."
      anchor   = "memory"
    }
    "qdrant-disk" = {
      title    = "Qdrant's disks fill up"
      query    = "max(kubernetes_io:pod_volume_utilization{monitored_resource=\"k8s_pod\",namespace_name=\"qdrant\"}) > 0.75"
      for      = "900s"
      severity = "CRITICAL"
      do       = "Optimising needs room for a segment beside the old one. Delete snapshots and old collections, or grow the volumes."
      anchor   = "full-disk"
    }
  }

  channels = [for channel in google_monitoring_notification_channel.email : channel.id]
}

resource "google_monitoring_notification_channel" "email" {
  for_each = toset(var.emails)

  type         = "email"
  display_name = "${var.prefix}: ${each.key}"
  labels       = { email_address = each.key }
}

resource "google_monitoring_alert_policy" "main" {
  for_each = local.alerts

  display_name          = "${var.prefix}: ${each.value.title}"
  combiner              = "OR"
  severity              = each.value.severity
  notification_channels = local.channels

  conditions {
    display_name = each.value.title
    condition_prometheus_query_language {
      query               = each.value.query
      duration            = each.value.for
      evaluation_interval = "60s"
      # A metric comes to be with its first value.
      disable_metric_validation = true
    }
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    mime_type = "text/markdown"
    subject   = "${var.prefix}: ${each.value.title}"
    content   = "${each.value.do} [Runbook](${var.runbook_url}#${each.value.anchor})."
  }

  depends_on = [google_logging_metric.main]
}
