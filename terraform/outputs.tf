output "addresses" {
  description = "Where things answer: `public` is what the domains' A records point to, `qdrant` is inside the network."
  value = {
    public    = one(module.edge[*].address)
    qdrant    = module.qdrant.url
    operate   = module.functions.functions["operate"].uri
    recommend = module.functions.functions["recommend"].uri
    search    = module.functions.functions["search"].uri
  }
}

output "cluster" {
  description = "Arguments of `gcloud container clusters get-credentials --dns-endpoint`."
  value       = { name = module.gke.name, location = module.gke.location }
}

output "qdrant_sizing" {
  description = "What a pod of Qdrant gets, from what arithmetic, and on which machine and disks."
  value       = merge(module.qdrant.sizing, local.node)
}

output "settings" {
  description = "Environment with which the command line works on this installation: terraform output -json settings."
  value = merge(
    { for name, value in local.settings : name => value if !contains(["UPNEXT_REGION_HEADER", "UPNEXT_CORS_ORIGINS"], name) },
    { UPNEXT_OPERATE_URL = module.functions.functions["operate"].uri },
  )
}

output "topics" {
  description = "Topics: publishers of events need roles/pubsub.publisher on `videos`."
  value       = module.events.topics
}
