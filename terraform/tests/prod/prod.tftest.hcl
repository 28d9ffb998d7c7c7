# prod.tfvars.example as a whole: Dailymotion's size. Run with -var-file=prod.tfvars.example.

mock_provider "archive" {}
mock_provider "google" {
  override_during = plan
  mock_data "google_project" {
    defaults = { number = "123456" }
  }
}
mock_provider "helm" {}
mock_provider "kubernetes" {}

variables {
  qdrant_read_only_key = "0123456789abcdef0123456789abcdef-read"
  qdrant_write_key     = "0123456789abcdef0123456789abcdef-write"
  signing_keys         = "0123456789abcdef"
  viewer_keys          = "0123456789abcdef"
}

run "it_plans" {
  command = plan

  assert {
    condition     = output.qdrant_sizing.replicas == length(var.cluster.zones) * 2 && output.qdrant_sizing.replicas == 6
    error_message = "Two pods in each of three zones."
  }
  assert {
    condition     = output.qdrant_sizing.memory_limit_gib == 35 && output.qdrant_sizing.memory_limit_gib <= output.qdrant_sizing.node_memory_gib
    error_message = "Two collections of 20 million videos must fit the nodes."
  }
  assert {
    condition     = output.qdrant_sizing.cpus == 8 && output.qdrant_sizing.boot_disk_type == "hyperdisk-balanced" && output.qdrant_sizing.volume_type == "hyperdisk-balanced"
    error_message = "C4A nodes of 8 vCPU, with Hyperdisk."
  }
  assert {
    condition     = length(module.edge) == 1 && contains(module.network.qdrant_client_ranges, "10.20.0.0/16")
    error_message = "A public side, and a recommender outside that may ask Qdrant."
  }
}

run "recommend_reads_two_secrets_and_has_no_other_right" {
  command = plan

  assert {
    condition     = toset([for reading in module.secrets.readings : reading if startswith(reading, "recommend/")]) == toset(["recommend/qdrant-read-only", "recommend/signing", "recommend/viewers"])
    error_message = "recommend reads the read-only key, the signing keys and those of pseudonyms."
  }
  assert {
    condition     = !anytrue([for publishing in module.events.publishing : startswith(publishing, "recommend/")])
    error_message = "recommend must not publish."
  }
}

run "every_setting_of_every_function_has_a_value" {
  command = plan

  assert {
    condition = length(setsubtract(
      flatten([for function in values(jsondecode(file("functions.json"))) : function.settings]),
      concat(keys(output.settings), ["UPNEXT_CORS_ORIGINS", "UPNEXT_REGION_HEADER"]),
    )) == 0
    error_message = "A function names a setting that locals.tf does not have."
  }
}
