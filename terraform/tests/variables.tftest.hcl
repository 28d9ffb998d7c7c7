# What is wrong is said before anything is made.

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
  cluster              = { zones = ["europe-west1-b", "europe-west1-c", "europe-west1-d"] }
  operators            = ["group:search-operators@example.com"]
  project_id           = "my-project"
  qdrant_read_only_key = "0123456789abcdef0123456789abcdef-read"
  qdrant_write_key     = "0123456789abcdef0123456789abcdef-write"
  region               = "europe-west1"
  signing_keys         = "0123456789abcdef"
  viewer_keys          = "0123456789abcdef"
}

run "an_x86_machine" {
  command = plan
  variables {
    qdrant = { machine_type = "n2-highmem-8" }
  }
  expect_failures = [var.qdrant]
}

run "a_persistent_disk_on_c4a" {
  command = plan
  variables {
    qdrant = { disk_type = "pd-ssd" }
  }
  expect_failures = [var.qdrant]
}

run "a_hyperdisk_on_t2a" {
  command = plan
  variables {
    qdrant = { disk_type = "hyperdisk-balanced", machine_type = "t2a-standard-16" }
  }
  expect_failures = [var.qdrant]
}

run "more_pods_than_nodes" {
  command = plan
  variables {
    qdrant = { replicas = 9 }
  }
  expect_failures = [var.qdrant]
}

run "pods_that_do_not_divide_by_the_zones" {
  command = plan
  variables {
    qdrant = { replicas = 5 }
  }
  expect_failures = [var.qdrant]
}

run "an_engine_without_memory_tiers" {
  command = plan
  variables {
    qdrant = { image_tag = "v1.18.3" }
  }
  expect_failures = [var.qdrant]
}

run "a_floating_image" {
  command = plan
  variables {
    qdrant = { image_tag = "latest" }
  }
  expect_failures = [var.qdrant]
}

run "zones_of_another_region" {
  command = plan
  variables {
    cluster = { zones = ["us-east1-b"], nodes_per_zone = 6 }
  }
  expect_failures = [var.cluster]
}

run "a_subnet_too_small_for_functions" {
  command = plan
  variables {
    ranges = { functions = "10.80.16.0/27" }
  }
  expect_failures = [var.ranges]
}

run "the_whole_internet_as_on_premises" {
  command = plan
  variables {
    on_premises_ranges = ["0.0.0.0/0"]
  }
  expect_failures = [var.on_premises_ranges]
}

run "everybody_as_operator" {
  command = plan
  variables {
    operators = ["allUsers"]
  }
  expect_failures = [var.operators]
}

run "a_short_key" {
  command = plan
  variables {
    qdrant_write_key = "short"
  }
  expect_failures = [var.qdrant_write_key]
}

run "a_short_signing_key_among_others" {
  command = plan
  variables {
    signing_keys = "0123456789abcdef,short"
  }
  expect_failures = [var.signing_keys]
}

run "an_unknown_function" {
  command = plan
  variables {
    function_scale = { "recommendations" = { min = 1 } }
  }
  expect_failures = [var.function_scale]
}

run "a_timeout_that_pubsub_does_not_wait_for" {
  command = plan
  variables {
    function_scale = { "embed-video" = { timeout_seconds = 3600 } }
  }
  expect_failures = [var.function_scale]
}

run "a_prefix_too_long_for_account_names" {
  command = plan
  variables {
    prefix = "recommendations"
  }
  expect_failures = [var.prefix]
}

run "t2a_takes_persistent_disks" {
  command = plan
  variables {
    qdrant = { machine_type = "t2a-standard-16" }
  }
  assert {
    condition     = output.qdrant_sizing.boot_disk_type == "pd-balanced" && output.qdrant_sizing.volume_type == "pd-ssd"
    error_message = "T2A has persistent disks alone."
  }
  assert {
    condition     = output.qdrant_sizing.memory_gib == 64 && output.qdrant_sizing.memory_limit_gib <= output.qdrant_sizing.node_memory_gib
    error_message = "A T2A of 16 cores has 64 GiB and must do for the reference."
  }
}

run "n4a_takes_hyperdisks" {
  command = plan
  variables {
    qdrant = { machine_type = "n4a-highmem-8" }
  }
  assert {
    condition     = output.qdrant_sizing.boot_disk_type == "hyperdisk-balanced" && output.qdrant_sizing.volume_type == "hyperdisk-balanced"
    error_message = "N4A has Hyperdisk alone."
  }
}
