output "functions_subnet" {
  description = "Subnet from which the functions reach into the network: {id, range}."
  value = {
    id    = google_compute_subnetwork.functions.id
    range = google_compute_subnetwork.functions.ip_cidr_range
  }
}

output "id" {
  description = "The network's id."
  value       = google_compute_network.main.id
}

output "nodes_subnet_id" {
  description = "Subnet of the cluster's nodes."
  value       = google_compute_subnetwork.nodes.id
}

output "qdrant_address" {
  description = "Internal address at which Qdrant answers."
  value       = google_compute_address.qdrant.address
}

output "qdrant_client_ranges" {
  description = "Address ranges that may ask Qdrant. The last two are those of Google's health checks."
  value = concat(
    [google_compute_subnetwork.functions.ip_cidr_range],
    var.on_premises_ranges,
    ["130.211.0.0/22", "35.191.0.0/16"],
  )
}
