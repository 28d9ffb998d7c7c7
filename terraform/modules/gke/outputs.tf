output "endpoint" {
  description = "Name of the control plane's DNS endpoint, without a scheme."
  value       = google_container_cluster.main.control_plane_endpoints_config[0].dns_endpoint_config[0].endpoint
}

output "location" {
  description = "Region or zone of the cluster."
  value       = google_container_cluster.main.location
}

output "name" {
  description = "Name of the cluster."
  value       = google_container_cluster.main.name
}

# What runs in the cluster waits for its pools.
output "pools" {
  description = "Names of the node pools."
  value       = [google_container_node_pool.qdrant.name, google_container_node_pool.system.name]
}
