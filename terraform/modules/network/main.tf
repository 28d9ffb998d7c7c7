resource "google_compute_network" "main" {
  name                    = var.prefix
  auto_create_subnetworks = false
  routing_mode            = "REGIONAL"
}

resource "google_compute_subnetwork" "nodes" {
  name                     = "${var.prefix}-nodes"
  network                  = google_compute_network.main.id
  region                   = var.region
  ip_cidr_range            = var.ranges.nodes
  private_ip_google_access = true

  secondary_ip_range {
    range_name    = "pods"
    ip_cidr_range = var.ranges.pods
  }

  secondary_ip_range {
    range_name    = "services"
    ip_cidr_range = var.ranges.services
  }
}

# Functions take addresses from here, several an instance for a while after a deployment.
resource "google_compute_subnetwork" "functions" {
  name                     = "${var.prefix}-functions"
  network                  = google_compute_network.main.id
  region                   = var.region
  ip_cidr_range            = var.ranges.functions
  private_ip_google_access = true
}

# Nodes have no public address; images come from public registries through here.
resource "google_compute_router" "main" {
  name    = var.prefix
  network = google_compute_network.main.id
  region  = var.region
}

resource "google_compute_router_nat" "nodes" {
  name                               = "${var.prefix}-nodes"
  router                             = google_compute_router.main.name
  region                             = var.region
  nat_ip_allocate_option             = "AUTO_ONLY"
  source_subnetwork_ip_ranges_to_nat = "LIST_OF_SUBNETWORKS"

  subnetwork {
    name                    = google_compute_subnetwork.nodes.id
    source_ip_ranges_to_nat = ["ALL_IP_RANGES"]
  }

  log_config {
    enable = true
    filter = "ERRORS_ONLY"
  }
}

# Qdrant's address is made before Qdrant, so that functions and private names can be told of it.
resource "google_compute_address" "qdrant" {
  name         = "${var.prefix}-qdrant"
  region       = var.region
  subnetwork   = google_compute_subnetwork.nodes.id
  address_type = "INTERNAL"
}
