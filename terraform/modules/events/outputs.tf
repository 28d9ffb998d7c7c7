output "publishing" {
  description = "Who publishes where, as `function/topic`, for tests."
  value       = keys(local.publishing)
}

output "pusher" {
  description = "In whose name Pub/Sub calls the functions, as an IAM member."
  value       = google_service_account.pusher.member
}

output "topics" {
  description = "Topics by use, as whole paths."
  value       = { for name, topic in google_pubsub_topic.main : name => topic.id }
}
