# Monitoring: the goals of the design, and alerts that say what to do.

mock_provider "google" {}

variables {
  budget      = { billing_account = "012345-6789AB-CDEF01", currency = "EUR", units = 5000 }
  emails      = ["on-call@example.com"]
  functions   = { "embed-video" = "upnext-embed-video", "recommend" = "upnext-recommend", "take-downs" = "upnext-take-downs" }
  prefix      = "upnext"
  project     = { id = "my-project", number = "123456" }
  qdrant      = { disk_limit_gib = 256, memory_limit_gib = 35, replicas = 6 }
  runbook_url = "https://example.com/runbook.md"
}

run "goals_are_those_of_the_design" {
  command = plan

  module {
    source = "./modules/monitoring"
  }

  assert {
    condition = { for name, slo in google_monitoring_slo.main : name => [slo.goal, slo.request_based_sli[0].distribution_cut[0].range[0].max] } == {
      "shelves-100ms" = [0.99, 100]
      "shelves-300ms" = [0.999, 300]
      "fresh-60s"     = [0.95, 60000]
      "take-downs-5s" = [0.99, 5000]
    }
    error_message = "99 % under 100 ms, 99.9 % under 300 ms, 95 % within 60 s, take-downs within 5 s."
  }
  assert {
    condition     = strcontains(google_monitoring_slo.main["fresh-60s"].request_based_sli[0].distribution_cut[0].distribution_filter, "logging.googleapis.com/user/upnext/event-lag")
    error_message = "Freshness must be measured by the functions' own log."
  }
  assert {
    condition     = strcontains(google_monitoring_slo.main["take-downs-5s"].request_based_sli[0].distribution_cut[0].distribution_filter, "\"upnext-take-downs\"")
    error_message = "Take-downs must be measured where they have instances of their own."
  }
}

run "every_goal_has_a_fast_and_a_slow_burn" {
  command = plan

  module {
    source = "./modules/monitoring"
  }

  assert {
    condition     = length(google_monitoring_alert_policy.burn) == 2 * length(google_monitoring_slo.main)
    error_message = "Each goal needs both alerts."
  }
  assert {
    condition     = alltrue([for name, alert in google_monitoring_alert_policy.burn : alert.combiner == "AND" && [for one in alert.conditions : one.condition_threshold[0].threshold_value] == (endswith(name, "-fast") ? [14.4, 14.4] : [3, 3])])
    error_message = "Two windows must agree on the rate."
  }
}

run "every_alert_says_what_to_do_and_where" {
  command = plan

  module {
    source = "./modules/monitoring"
  }

  assert {
    condition = alltrue([for alert in concat(values(google_monitoring_alert_policy.main), values(google_monitoring_alert_policy.burn)) :
      can(regex("\\(https://example\\.com/runbook\\.md#[a-z0-9-]+\\)", alert.documentation[0].content)) && length(alert.documentation[0].content) > 80
    ])
    error_message = "An alert must say what to do and link to its section of the runbook."
  }
  assert {
    condition     = alltrue([for alert in google_monitoring_alert_policy.main : contains(["CRITICAL", "WARNING"], alert.severity)])
    error_message = "An alert must say whether to get up for it."
  }
}

run "log_events_become_metrics" {
  command = plan

  module {
    source = "./modules/monitoring"
  }

  assert {
    condition     = google_logging_metric.main["event-lag"].value_extractor == "EXTRACT(jsonPayload.lagMs)" && google_logging_metric.main["event-lag"].metric_descriptor[0].value_type == "DISTRIBUTION"
    error_message = "The lag must be a distribution."
  }
  assert {
    condition     = alltrue([for edge in [5000, 60000] : contains(google_logging_metric.main["event-lag"].bucket_options[0].explicit_buckets[0].bounds, edge)])
    error_message = "Buckets need edges at the goals, or what is between cannot be told."
  }
  assert {
    condition     = google_logging_metric.main["shelf-items-same-channel"].value_extractor == "EXTRACT(jsonPayload.byTier.\"same-channel\")"
    error_message = "A field with a hyphen must be quoted."
  }
  assert {
    condition     = strcontains(google_logging_metric.main["event-failed"].filter, "jsonPayload.event=\"event-failed\"")
    error_message = "A metric must count its event."
  }
}

run "drift_of_what_serves_is_told" {
  command = plan

  module {
    source = "./modules/monitoring"
  }

  assert {
    condition = { for name in ["recall-drift", "coverage", "verification-failed"] : name =>
      regex("[<>] [0-9.]+$", google_monitoring_alert_policy.main[name].conditions[0].condition_prometheus_query_language[0].query)
    } == { "recall-drift" = "< 0.95", "coverage" = "< 0.999", "verification-failed" = "> 0" }
    error_message = "Recall below 95 %, coverage below 99.9 % and a failed verification must be told."
  }
  assert {
    condition     = google_logging_metric.main["index-recall"].value_extractor == "EXTRACT(jsonPayload.mean)" && max(google_logging_metric.main["index-coverage"].bucket_options[0].explicit_buckets[0].bounds...) < 1
    error_message = "They are shares."
  }
}

run "missing_pods_are_counted_against_those_there_should_be" {
  command = plan

  module {
    source = "./modules/monitoring"
  }

  assert {
    condition     = endswith(google_monitoring_alert_policy.main["qdrant-pods"].conditions[0].condition_prometheus_query_language[0].query, "< 6")
    error_message = "Six pods should be there."
  }
}

run "the_budget_warns_before_it_is_spent" {
  command = plan

  module {
    source = "./modules/monitoring"
  }

  assert {
    condition     = google_billing_budget.main[0].amount[0].specified_amount[0].units == "5000" && contains([for rule in google_billing_budget.main[0].threshold_rules : rule.threshold_percent], 0.5)
    error_message = "The budget must be the one that is set, and warn at half."
  }
}

run "without_a_billing_account_there_is_no_budget" {
  command = plan

  module {
    source = "./modules/monitoring"
  }

  variables {
    budget = { billing_account = null, currency = "USD", units = 200 }
  }

  assert {
    condition     = length(google_billing_budget.main) == 0
    error_message = "A budget belongs to a billing account."
  }
}

run "the_dashboard_shows_what_the_design_names" {
  command = plan

  module {
    source = "./modules/monitoring"
  }

  assert {
    condition     = length(jsondecode(google_monitoring_dashboard.main.dashboard_json).mosaicLayout.tiles) == 12
    error_message = "The dashboard must have its charts."
  }
  assert {
    condition = alltrue([for word in ["event_lag", "shelf_items_similar", "request_latencies", "dead-letters", "memory_limit_utilization", "pod_volume_utilization"] :
      strcontains(replace(google_monitoring_dashboard.main.dashboard_json, "-.*-replay", "dead-letters"), word)
    ])
    error_message = "Freshness, fill by tier, latency, dead letters, memory and disk must be shown."
  }
}
