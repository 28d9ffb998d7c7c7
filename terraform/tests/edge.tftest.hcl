# The public side: caches by country and never past its time, limits, and only what serves viewers.

mock_provider "google" {
  mock_resource "google_compute_backend_service" {
    defaults = { id = "backend" }
  }
}

variables {
  edge          = { cdn = true, domains = ["api.example.com"], rate_limit = 600, trusted_ranges = ["192.0.2.0/24"] }
  functions     = { "recommend" = { name = "upnext-recommend" }, "search" = { name = "upnext-search" } }
  prefix        = "upnext"
  region        = "europe-west1"
  region_header = "Upnext-Region"
}

run "caches_honour_what_the_functions_say" {
  command = plan

  module {
    source = "./modules/edge"
  }

  assert {
    condition     = alltrue([for one in google_compute_backend_service.function : one.enable_cdn && one.cdn_policy[0].cache_mode == "USE_ORIGIN_HEADERS"])
    error_message = "The functions decide what may be kept."
  }
  assert {
    condition     = alltrue([for one in google_compute_backend_service.function : one.cdn_policy[0].serve_while_stale == 0 && !one.cdn_policy[0].negative_caching])
    error_message = "A stale answer may show what was taken down."
  }
}

run "the_country_is_in_the_key_and_the_load_balancers_word" {
  command = plan

  module {
    source = "./modules/edge"
  }

  assert {
    condition     = alltrue([for one in google_compute_backend_service.function : contains(one.custom_request_headers, "Upnext-Region:{client_region}")])
    error_message = "The load balancer must tell the functions the country."
  }
  assert {
    condition     = alltrue([for one in google_compute_backend_service.function : contains(one.cdn_policy[0].cache_key_policy[0].include_http_headers, "Upnext-Region")])
    error_message = "Viewers of one country must not get the answers of another."
  }
  assert {
    condition     = alltrue([for one in google_compute_backend_service.function : one.cdn_policy[0].cache_key_policy[0].include_query_string && one.cdn_policy[0].cache_key_policy[0].include_host])
    error_message = "The whole address must be in the key."
  }
}

run "known_viewers_go_past_the_cache" {
  command = plan

  module {
    source = "./modules/edge"
  }

  assert {
    condition     = alltrue([for one in google_compute_backend_service.function : one(one.cdn_policy[0].bypass_cache_on_request_headers[*].header_name) == "Upnext-Viewer"])
    error_message = "What is one person's must not come from a cache."
  }
}

run "addresses_are_limited" {
  command = plan

  module {
    source = "./modules/edge"
  }

  assert {
    condition = one([for rule in google_compute_security_policy.main.rule :
      "${rule.rate_limit_options[0].rate_limit_threshold[0].count}/${rule.rate_limit_options[0].rate_limit_threshold[0].interval_sec}/${rule.rate_limit_options[0].exceed_action}" if rule.action == "throttle"
    ]) == "600/60/deny(429)"
    error_message = "600 requests a minute and address, then 429."
  }
  assert {
    condition     = { for rule in google_compute_security_policy.main.rule : rule.priority => rule.action } == { "100" = "allow", "1000" = "throttle", "2147483647" = "allow" }
    error_message = "Trusted servers come before the limit, and the rest passes."
  }
  assert {
    condition     = length(setsubtract(["recommend", "search"], keys(google_compute_backend_service.function))) == 0
    error_message = "What serves viewers must stand behind the load balancer."
  }
}

run "search_has_its_path" {
  command = plan

  module {
    source = "./modules/edge"
  }

  assert {
    condition     = one([for rule in google_compute_url_map.main.path_matcher[0].path_rule : rule.paths]) == toset(["/v1/search", "/v1/search/*"])
    error_message = "Search must have its path; a function that is not there must have none."
  }
  assert {
    condition     = google_compute_global_forwarding_rule.main.port_range == "443" && google_compute_managed_ssl_certificate.main.managed[0].domains == tolist(["api.example.com"])
    error_message = "HTTPS alone, with a certificate for the domain."
  }
}

run "without_cdn_nothing_is_kept" {
  command = plan

  module {
    source = "./modules/edge"
  }

  variables {
    edge = { cdn = false, domains = ["api.example.com"], rate_limit = 600, trusted_ranges = [] }
  }

  assert {
    condition     = alltrue([for one in google_compute_backend_service.function : !one.enable_cdn]) && keys({ for rule in google_compute_security_policy.main.rule : rule.priority => rule.action }) == ["1000", "2147483647"]
    error_message = "The cache must be off, and no empty list trusted."
  }
}

run "trusted_servers_are_those_that_were_named" {
  command = apply

  module {
    source = "./modules/edge"
  }

  assert {
    condition     = { for rule in google_compute_security_policy.main.rule : rule.priority => rule.match[0].config[0].src_ip_ranges } == { "100" = toset(["192.0.2.0/24"]), "1000" = toset(["*"]), "2147483647" = toset(["*"]) }
    error_message = "The exemption must be for the named range alone."
  }
}
