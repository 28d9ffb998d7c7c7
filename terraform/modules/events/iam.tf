locals {
  # Pub/Sub's own account in this project; it appears with the first topic.
  service_agent = "serviceAccount:service-${var.project.number}@gcp-sa-pubsub.iam.gserviceaccount.com"

  publishing = merge([for function, grant in var.grants : {
    for topic in grant.publishes : "${function}/${topic}" => { function = function, topic = topic }
  }]...)

  receiving = merge([for function, grant in var.grants : {
    for box in grant.receives : "${function}/${box}" => { function = function, box = box }
  }]...)
}

# Dead letters need both: publishing there, and acknowledging here.
resource "google_pubsub_topic_iam_member" "forwarder" {
  for_each = toset(["dead-letters", "feedback-dead-letters"])

  topic  = google_pubsub_topic.main[each.key].id
  role   = "roles/pubsub.publisher"
  member = local.service_agent
}

resource "google_pubsub_subscription_iam_member" "forwarder" {
  for_each = merge(
    { for name, subscription in google_pubsub_subscription.delivery : name => subscription.id },
    { feedback = google_pubsub_subscription.feedback.id },
  )

  subscription = each.value
  role         = "roles/pubsub.subscriber"
  member       = local.service_agent
}

# In whose name Pub/Sub calls the functions.
resource "google_service_account" "pusher" {
  account_id   = "${var.prefix}-pusher"
  display_name = "Upnext: delivers events to functions"
}

resource "google_service_account_iam_member" "pusher" {
  service_account_id = google_service_account.pusher.id
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = local.service_agent

  depends_on = [google_pubsub_topic.main]
}

resource "google_pubsub_topic_iam_member" "publisher" {
  for_each = local.publishing

  topic  = google_pubsub_topic.main[each.value.topic].id
  role   = "roles/pubsub.publisher"
  member = var.members[each.value.function]
}

resource "google_pubsub_subscription_iam_member" "receiver" {
  for_each = local.receiving

  subscription = google_pubsub_subscription.letters[each.value.box].id
  role         = "roles/pubsub.subscriber"
  member       = var.members[each.value.function]
}
