locals {
  deliveries = {
    "embed-video" = {
      filter = null
      # 5 attempts would be spent in minutes of an outage; 100, ten minutes apart, last for most of a day.
      minimum_backoff = "10s"
      maximum_backoff = "600s"
    }
    # Deletes and suspensions have instances of their own, so that a large import cannot hold them up. They come by the other way too; both
    # write the same, and the order of versions makes the second one nothing.
    "take-downs" = {
      filter          = "attributes.type = \"video.deleted\" OR attributes.type = \"channel.updated\" OR attributes.takedown = \"true\""
      minimum_backoff = "1s"
      maximum_backoff = "60s"
    }
  }
}

resource "google_pubsub_subscription" "delivery" {
  for_each = local.deliveries

  name                       = "${var.prefix}-${each.key}"
  topic                      = google_pubsub_topic.main["videos"].id
  filter                     = each.value.filter
  ack_deadline_seconds       = min(600, var.timeout_seconds + 30)
  message_retention_duration = var.retention.messages

  push_config {
    # The functions framework takes the event's source from this path.
    push_endpoint = "${var.functions[each.key].uri}/projects/${var.project.id}/topics/${google_pubsub_topic.main["videos"].name}"

    oidc_token {
      service_account_email = google_service_account.pusher.email
      audience              = var.functions[each.key].uri
    }
  }

  retry_policy {
    minimum_backoff = each.value.minimum_backoff
    maximum_backoff = each.value.maximum_backoff
  }

  dead_letter_policy {
    dead_letter_topic     = google_pubsub_topic.main["dead-letters"].id
    max_delivery_attempts = 100
  }

  expiration_policy {
    ttl = ""
  }

  # Without the right to forward, Pub/Sub would go on delivering what cannot be delivered.
  depends_on = [google_pubsub_topic_iam_member.forwarder]
}

resource "google_pubsub_subscription" "feedback" {
  name                       = "${var.prefix}-feedback"
  topic                      = google_pubsub_topic.main["feedback"].id
  message_retention_duration = var.retention.messages

  # A message is a row: its fields are the table's columns. One with a field that the table lacks waits until the table has it.
  bigquery_config {
    table            = var.feedback_table
    use_table_schema = true
  }

  dead_letter_policy {
    dead_letter_topic     = google_pubsub_topic.main["feedback-dead-letters"].id
    max_delivery_attempts = 100
  }

  expiration_policy {
    ttl = ""
  }

  depends_on = [google_pubsub_topic_iam_member.forwarder]
}
