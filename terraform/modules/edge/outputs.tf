output "address" {
  description = "Public address: the domains' A records point to it."
  value       = google_compute_global_address.main.address
}
