locals {
  # Paths by function; what is left goes to recommend.
  paths = {
    "search"           = ["/v1/search", "/v1/search/*"]
    "collect-feedback" = ["/v1/events"]
  }
  viewer_header = "Upnext-Viewer"
}

resource "google_compute_region_network_endpoint_group" "function" {
  for_each = var.functions

  name                  = "${var.prefix}-${each.key}"
  region                = var.region
  network_endpoint_type = "SERVERLESS"

  # A function of the 2nd generation is a service of Cloud Run.
  cloud_run {
    service = each.value.name
  }
}

resource "google_compute_backend_service" "function" {
  for_each = var.functions

  name                  = "${var.prefix}-${each.key}"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  protocol              = "HTTPS"
  security_policy       = google_compute_security_policy.main.id
  enable_cdn            = var.edge.cdn

  # It replaces what a client sends under this name.
  custom_request_headers  = ["${var.region_header}:{client_region}"]
  custom_response_headers = ["Upnext-Cache:{cdn_cache_status}"]

  backend {
    group = google_compute_region_network_endpoint_group.function[each.key].id
  }

  dynamic "cdn_policy" {
    for_each = var.edge.cdn ? [1] : []
    content {
      # The functions say what may be kept and how long; nothing else is kept, and nothing past its time: a take-down must come through.
      cache_mode        = "USE_ORIGIN_HEADERS"
      serve_while_stale = 0
      negative_caching  = false

      cache_key_policy {
        include_host         = true
        include_protocol     = true
        include_query_string = true
        # Answers vary on both: what varies on a header outside the key is not kept at all.
        include_http_headers = [var.region_header, local.viewer_header]
      }

      bypass_cache_on_request_headers {
        header_name = local.viewer_header
      }
    }
  }

  log_config {
    enable      = true
    sample_rate = 0.01
  }
}

resource "google_compute_security_policy" "main" {
  name        = var.prefix
  description = "A rate limit by address; trusted servers go past it."

  dynamic "rule" {
    for_each = length(var.edge.trusted_ranges) > 0 ? [1] : []
    content {
      priority    = 100
      action      = "allow"
      description = "Servers of our own, which ask for many viewers."

      match {
        versioned_expr = "SRC_IPS_V1"
        config {
          src_ip_ranges = var.edge.trusted_ranges
        }
      }
    }
  }

  rule {
    priority    = 1000
    action      = "throttle"
    description = "So many requests a minute and address."

    match {
      versioned_expr = "SRC_IPS_V1"
      config {
        src_ip_ranges = ["*"]
      }
    }

    rate_limit_options {
      enforce_on_key = "IP"
      conform_action = "allow"
      exceed_action  = "deny(429)"

      rate_limit_threshold {
        count        = var.edge.rate_limit
        interval_sec = 60
      }
    }
  }

  rule {
    priority    = 2147483647
    action      = "allow"
    description = "A policy ends with a rule for everything."

    match {
      versioned_expr = "SRC_IPS_V1"
      config {
        src_ip_ranges = ["*"]
      }
    }
  }
}
