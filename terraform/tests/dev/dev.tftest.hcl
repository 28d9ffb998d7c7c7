# dev.tfvars.example as a whole: cheap, small, and closed. Run with -var-file=dev.tfvars.example.

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
    condition     = output.qdrant_sizing.replicas == 1 && output.qdrant_sizing.memory_limit_gib <= 3
    error_message = "One small pod."
  }
  assert {
    condition     = output.qdrant_sizing.disk_limit_gib + output.qdrant_sizing.snapshot_disk_gib <= 64
    error_message = "Small disks."
  }
  assert {
    condition     = length(module.edge) == 0 && output.settings["UPNEXT_QDRANT_REPLICAS"] == "1"
    error_message = "No public side, and collections of one replica."
  }
  assert {
    condition     = length(module.functions.functions) == 7
    error_message = "Every function must be there."
  }
}
