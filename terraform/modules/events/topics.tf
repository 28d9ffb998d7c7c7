locals {
  topics = toset(["videos", "quarantine", "dead-letters", "feedback", "feedback-dead-letters"])
}

resource "google_pubsub_topic" "main" {
  for_each = local.topics

  name = "${var.prefix}-${each.key}"
  # Of videos, so that a new subscription, or one wound back, can have the last days again.
  message_retention_duration = each.key == "videos" ? var.retention.messages : null
}

# What was set aside waits here until `upnext replay` takes it; rows of feedback that BigQuery did not take, until a person does.
resource "google_pubsub_subscription" "letters" {
  for_each = toset(["quarantine", "dead-letters", "feedback-dead-letters"])

  name                       = "${var.prefix}-${each.key}-replay"
  topic                      = google_pubsub_topic.main[each.key].id
  message_retention_duration = var.retention.letters
  ack_deadline_seconds       = 600

  expiration_policy {
    ttl = ""
  }
}
