output "publishing" {
  description = "Who publishes where, as `function/topic`, for tests."
  value       = keys(local.publishing)
}

output "pusher" {
  description = "In whose name Pub/Sub calls the functions, as an IAM member."
  value       = google_service_account.pusher.member
}

# Who grants it something waits for the topics, with which it comes to be.
output "service_agent" {
  description = "Pub/Sub's own account in this project, as an IAM member."
  value       = local.service_agent

  depends_on = [google_pubsub_topic.main]
}

output "topics" {
  description = "Topics by use, as whole paths."
  value       = { for name, topic in google_pubsub_topic.main : name => topic.id }
}
