# Events: nothing is lost in an outage, take-downs overtake imports, and Pub/Sub may forward what cannot be delivered.

mock_provider "google" {
  mock_resource "google_pubsub_topic" {
    defaults = { id = "projects/my-project/topics/mock" }
  }
}

variables {
  feedback_table = "my-project.upnext.feedback_events"
  functions = {
    "embed-video" = { name = "upnext-embed-video", serves = "events", uri = "https://embed.example.run.app" }
    "take-downs"  = { name = "upnext-take-downs", serves = "events", uri = "https://take-downs.example.run.app" }
  }
  grants = {
    "embed-video" = { publishes = ["quarantine"], receives = [] }
    "take-downs"  = { publishes = ["quarantine"], receives = [] }
    "recommend"   = { publishes = [], receives = [] }
    "operate"     = { publishes = ["videos", "quarantine"], receives = ["quarantine", "dead-letters"] }
  }
  members = {
    "embed-video" = "serviceAccount:embed@example.com"
    "take-downs"  = "serviceAccount:take-downs@example.com"
    "recommend"   = "serviceAccount:recommend@example.com"
    "operate"     = "serviceAccount:operate@example.com"
  }
  prefix          = "upnext"
  project         = { id = "my-project", number = "123456" }
  retention       = { letters = "2678400s", messages = "604800s" }
  timeout_seconds = 300
}

run "letters_wait_31_days" {
  command = plan

  module {
    source = "./modules/events"
  }

  assert {
    condition     = keys(google_pubsub_subscription.letters) == ["dead-letters", "feedback-dead-letters", "quarantine"] && alltrue([for box in google_pubsub_subscription.letters : box.message_retention_duration == "2678400s"])
    error_message = "Quarantine and dead letters must be kept for 31 days."
  }
  assert {
    condition     = google_pubsub_subscription.letters["quarantine"].name == "upnext-quarantine-replay" && google_pubsub_subscription.letters["dead-letters"].name == "upnext-dead-letters-replay"
    error_message = "The command line looks for these names."
  }
  assert {
    condition     = alltrue([for one in concat(values(google_pubsub_subscription.letters), values(google_pubsub_subscription.delivery), [google_pubsub_subscription.feedback]) : one.expiration_policy[0].ttl == ""])
    error_message = "A subscription that nobody used for a month must not vanish."
  }
}

run "deliveries_outlast_an_outage" {
  command = plan

  module {
    source = "./modules/events"
  }

  assert {
    condition     = google_pubsub_subscription.delivery["embed-video"].retry_policy[0].minimum_backoff == "10s" && google_pubsub_subscription.delivery["embed-video"].retry_policy[0].maximum_backoff == "600s"
    error_message = "embed-video is tried again after 10 to 600 seconds."
  }
  assert {
    condition     = alltrue([for one in google_pubsub_subscription.delivery : one.dead_letter_policy[0].max_delivery_attempts == 100])
    error_message = "5 attempts are spent in minutes of an outage."
  }
  assert {
    condition     = google_pubsub_subscription.delivery["embed-video"].ack_deadline_seconds == 330
    error_message = "Pub/Sub must wait for as long as the function may take."
  }
}

run "pushes_say_who_they_are_and_where_from" {
  command = plan

  module {
    source = "./modules/events"
  }

  assert {
    condition     = google_pubsub_subscription.delivery["embed-video"].push_config[0].push_endpoint == "https://embed.example.run.app/projects/my-project/topics/upnext-videos"
    error_message = "The path must name the topic: the framework takes the source from it."
  }
  assert {
    condition     = google_pubsub_subscription.delivery["take-downs"].push_config[0].oidc_token[0].audience == "https://take-downs.example.run.app"
    error_message = "The audience must be the function's address, without the path."
  }
  assert {
    condition     = google_service_account_iam_member.pusher.role == "roles/iam.serviceAccountTokenCreator" && google_service_account_iam_member.pusher.member == "serviceAccount:service-123456@gcp-sa-pubsub.iam.gserviceaccount.com"
    error_message = "Pub/Sub must be able to make tokens of the pusher."
  }
}

run "take_downs_have_a_way_of_their_own" {
  command = plan

  module {
    source = "./modules/events"
  }

  assert {
    condition     = strcontains(google_pubsub_subscription.delivery["take-downs"].filter, "attributes.type = \"video.deleted\"") && length(google_pubsub_subscription.delivery["take-downs"].filter) <= 256
    error_message = "Deletes must come by the take-down subscription; a filter has 256 bytes."
  }
  assert {
    condition     = google_pubsub_subscription.delivery["embed-video"].filter == null
    error_message = "embed-video gets everything, take-downs too: either way alone must be enough."
  }
  assert {
    condition     = google_pubsub_subscription.delivery["take-downs"].retry_policy[0].minimum_backoff == "1s"
    error_message = "A take-down is tried again after a second."
  }
}

run "dead_letters_have_both_rights" {
  command = plan

  module {
    source = "./modules/events"
  }

  assert {
    condition     = keys(google_pubsub_topic_iam_member.forwarder) == ["dead-letters", "feedback-dead-letters"] && alltrue([for grant in google_pubsub_topic_iam_member.forwarder : grant.role == "roles/pubsub.publisher" && grant.member == "serviceAccount:service-123456@gcp-sa-pubsub.iam.gserviceaccount.com"])
    error_message = "Pub/Sub must be able to publish dead letters."
  }
  assert {
    condition = keys(google_pubsub_subscription_iam_member.forwarder) == ["embed-video", "feedback", "take-downs"] && alltrue([
      for grant in google_pubsub_subscription_iam_member.forwarder :
      grant.role == "roles/pubsub.subscriber" && grant.member == "serviceAccount:service-123456@gcp-sa-pubsub.iam.gserviceaccount.com"
    ])
    error_message = "Pub/Sub must be able to acknowledge what it forwards, of every subscription that has dead letters."
  }
}

run "functions_publish_and_receive_what_is_theirs" {
  command = plan

  module {
    source = "./modules/events"
  }

  assert {
    condition     = keys(google_pubsub_topic_iam_member.publisher) == ["embed-video/quarantine", "operate/quarantine", "operate/videos", "take-downs/quarantine"]
    error_message = "recommend publishes nothing, embed-video to quarantine alone."
  }
  assert {
    condition     = keys(google_pubsub_subscription_iam_member.receiver) == ["operate/dead-letters", "operate/quarantine"]
    error_message = "Only operate takes letters."
  }
}

run "feedback_goes_to_bigquery" {
  command = plan

  module {
    source = "./modules/events"
  }

  assert {
    condition     = google_pubsub_subscription.feedback.bigquery_config[0].table == "my-project.upnext.feedback_events" && google_pubsub_subscription.feedback.bigquery_config[0].use_table_schema
    error_message = "Feedback must go to its table, a column a field."
  }
}
