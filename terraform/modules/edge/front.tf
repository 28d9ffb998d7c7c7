resource "google_compute_global_address" "main" {
  name = var.prefix
}

# Its name tells its domains: a certificate cannot be changed, and the new one has to be there before the old one goes.
resource "google_compute_managed_ssl_certificate" "main" {
  name = "${var.prefix}-${substr(sha256(join(",", var.edge.domains)), 0, 8)}"

  managed {
    domains = var.edge.domains
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "google_compute_url_map" "main" {
  name            = var.prefix
  default_service = google_compute_backend_service.function["recommend"].id

  host_rule {
    hosts        = var.edge.domains
    path_matcher = "functions"
  }

  path_matcher {
    name            = "functions"
    default_service = google_compute_backend_service.function["recommend"].id

    dynamic "path_rule" {
      for_each = { for name, paths in local.paths : name => paths if contains(keys(var.functions), name) }
      content {
        paths   = path_rule.value
        service = google_compute_backend_service.function[path_rule.key].id
      }
    }
  }
}

resource "google_compute_target_https_proxy" "main" {
  name             = var.prefix
  url_map          = google_compute_url_map.main.id
  ssl_certificates = [google_compute_managed_ssl_certificate.main.id]
}

resource "google_compute_global_forwarding_rule" "main" {
  name                  = var.prefix
  load_balancing_scheme = "EXTERNAL_MANAGED"
  ip_address            = google_compute_global_address.main.id
  port_range            = "443"
  target                = google_compute_target_https_proxy.main.id
}
