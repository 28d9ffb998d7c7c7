# Functions: what each may do, see and be called by.

mock_provider "archive" {}
mock_provider "google" {}

variables {
  dist_dir = "../dist"
  functions = {
    "embed-video" = {
      entryPoint = "embed-video", folder = "embed-video", serves = "events"
      settings   = ["UPNEXT_EVENTS", "UPNEXT_QDRANT_URL"], secrets = { "UPNEXT_QDRANT_API_KEY" = "qdrant-write" }
      grants     = { publishes = ["quarantine"], receives = [], transcripts = true, vertex = true, warehouse = "append" }
    }
    "take-downs" = {
      entryPoint = "embed-video", folder = "embed-video", serves = "events"
      settings   = ["UPNEXT_EVENTS", "UPNEXT_QDRANT_URL"], secrets = { "UPNEXT_QDRANT_API_KEY" = "qdrant-write" }
      grants     = { publishes = ["quarantine"], receives = [], transcripts = true, vertex = true, warehouse = "append" }
    }
    "recommend" = {
      entryPoint = "recommend", folder = "recommend", serves = "viewers"
      settings   = ["UPNEXT_QDRANT_URL"], secrets = { "UPNEXT_QDRANT_API_KEY" = "qdrant-read-only", "UPNEXT_SIGNING_KEYS" = "signing" }
      grants     = { publishes = [], receives = [], transcripts = false, vertex = false, warehouse = "none" }
    }
    "operate" = {
      entryPoint = "operate", folder = "operate", serves = "operators"
      settings   = ["UPNEXT_QDRANT_URL"], secrets = { "UPNEXT_QDRANT_API_KEY" = "qdrant-write" }
      grants     = { publishes = ["videos"], receives = ["dead-letters"], transcripts = true, vertex = true, warehouse = "write" }
    }
    "refresh-signals" = {
      entryPoint = "refresh-signals", folder = "refresh-signals", serves = "schedule"
      settings   = [], secrets = {}
      grants     = { publishes = [], receives = [], transcripts = false, vertex = false, warehouse = "read" }
    }
  }
  has_edge = true
  invokers = {
    events    = ["serviceAccount:pusher@example.com"]
    operators = ["group:search-operators@example.com"]
    viewers   = ["allUsers"]
  }
  network    = { id = "network", subnet_id = "functions-subnet" }
  prefix     = "upnext"
  project_id = "my-project"
  region     = "europe-west1"
  scale      = { "recommend" = { max = 80, memory = "1Gi" } }
  secrets = {
    "qdrant-read-only" = { id = "upnext-qdrant-read-only", version = "7" }
    "qdrant-write"     = { id = "upnext-qdrant-write", version = "8" }
    "signing"          = { id = "upnext-signing", version = "9" }
  }
  settings           = { "UPNEXT_EVENTS" = "pubsub", "UPNEXT_QDRANT_URL" = "http://10.80.0.9:6333" }
  transcript_buckets = ["transcripts"]
}

run "functions_run_their_own_code_on_node_24" {
  command = plan

  module {
    source = "./modules/functions"
  }

  assert {
    condition     = alltrue([for one in google_cloudfunctions2_function.main : one.build_config[0].runtime == "nodejs24"])
    error_message = "The code is TypeScript that Node 24 runs as it is."
  }
  assert {
    condition     = google_cloudfunctions2_function.main["take-downs"].build_config[0].entry_point == "embed-video" && keys(google_storage_bucket_object.source) == ["embed-video", "operate", "recommend", "refresh-signals"]
    error_message = "Take-downs run embed-video's code, from its one archive."
  }
}

run "instances_are_sized" {
  command = plan

  module {
    source = "./modules/functions"
  }

  assert {
    condition = (
      google_cloudfunctions2_function.main["recommend"].service_config[0].max_instance_count == 80
      && google_cloudfunctions2_function.main["recommend"].service_config[0].available_memory == "1Gi"
      && google_cloudfunctions2_function.main["recommend"].service_config[0].min_instance_count == 8
      && google_cloudfunctions2_function.main["recommend"].service_config[0].max_instance_request_concurrency == 40
    )
    error_message = "What is given overrides the default, and the rest stays."
  }
  assert {
    condition     = google_cloudfunctions2_function.main["take-downs"].service_config[0].min_instance_count >= 1
    error_message = "A take-down must not wait for an instance to start."
  }
  # Less than a whole CPU serves one request at a time.
  assert {
    condition     = alltrue([for one in google_cloudfunctions2_function.main : tonumber(one.service_config[0].available_cpu) >= 1])
    error_message = "Concurrency needs a whole CPU."
  }
}

run "each_sees_its_own_settings_and_secrets" {
  command = plan

  module {
    source = "./modules/functions"
  }

  assert {
    condition     = google_cloudfunctions2_function.main["embed-video"].service_config[0].environment_variables == tomap({ "UPNEXT_EVENTS" = "pubsub", "UPNEXT_QDRANT_URL" = "http://10.80.0.9:6333" })
    error_message = "embed-video must get its settings."
  }
  assert {
    condition     = google_cloudfunctions2_function.main["recommend"].service_config[0].environment_variables == tomap({ "UPNEXT_QDRANT_URL" = "http://10.80.0.9:6333" })
    error_message = "recommend must get its settings and no other's."
  }
  assert {
    condition = { for one in google_cloudfunctions2_function.main["recommend"].service_config[0].secret_environment_variables : one.key => "${one.secret}:${one.version}" } == {
      "UPNEXT_QDRANT_API_KEY" = "upnext-qdrant-read-only:7"
      "UPNEXT_SIGNING_KEYS"   = "upnext-signing:9"
    }
    error_message = "recommend asks Qdrant with the key that may only read."
  }
  assert {
    condition     = [for one in google_cloudfunctions2_function.main["embed-video"].service_config[0].secret_environment_variables : one.secret] == ["upnext-qdrant-write"]
    error_message = "embed-video must not see the signing keys."
  }
}

run "only_what_serves_viewers_is_open" {
  command = plan

  module {
    source = "./modules/functions"
  }

  assert {
    condition = { for name, one in google_cloudfunctions2_function.main : name => one.service_config[0].ingress_settings } == {
      "embed-video"     = "ALLOW_INTERNAL_ONLY"
      "operate"         = "ALLOW_INTERNAL_ONLY"
      "recommend"       = "ALLOW_INTERNAL_AND_GCLB"
      "refresh-signals" = "ALLOW_INTERNAL_ONLY"
      "take-downs"      = "ALLOW_INTERNAL_ONLY"
    }
    error_message = "Events, operations and schedules are internal, viewers come by the load balancer."
  }
  assert {
    condition = { for grant in google_cloud_run_v2_service_iam_member.invoker : grant.name => grant.member } == {
      "upnext-embed-video" = "serviceAccount:pusher@example.com"
      "upnext-operate"     = "group:search-operators@example.com"
      "upnext-recommend"   = "allUsers"
      "upnext-take-downs"  = "serviceAccount:pusher@example.com"
    }
    error_message = "Each function may be called by those that it serves, and by nobody else."
  }
}

run "without_a_load_balancer_iam_stands_before_viewers" {
  command = plan

  module {
    source = "./modules/functions"
  }

  variables {
    has_edge = false
    invokers = { events = [], operators = [], viewers = ["group:search-operators@example.com"] }
  }

  assert {
    condition     = google_cloudfunctions2_function.main["recommend"].service_config[0].ingress_settings == "ALLOW_ALL"
    error_message = "Without a load balancer, recommend must be reachable to be tried."
  }
  assert {
    condition     = [for grant in google_cloud_run_v2_service_iam_member.invoker : grant.member] == ["group:search-operators@example.com"]
    error_message = "allUsers must not call what no load balancer guards."
  }
}

run "they_reach_the_network_directly" {
  command = plan

  module {
    source = "./modules/functions"
  }

  assert {
    condition = alltrue([for one in google_cloudfunctions2_function.main :
      one.service_config[0].direct_vpc_egress == "VPC_EGRESS_PRIVATE_RANGES_ONLY" && one.service_config[0].direct_vpc_network_interface[0].subnetwork == "functions-subnet"
    ])
    error_message = "Functions reach Qdrant through their subnet."
  }
}

run "one_account_each_with_what_it_needs" {
  command = plan

  module {
    source = "./modules/functions"
  }

  assert {
    condition     = length(google_service_account.function) == length(var.functions) && length(distinct([for one in google_service_account.function : one.account_id])) == length(var.functions)
    error_message = "No two functions may share an account."
  }
  assert {
    condition     = keys(google_storage_bucket_iam_member.transcripts) == ["embed-video/transcripts", "operate/transcripts", "take-downs/transcripts"] && alltrue([for grant in google_storage_bucket_iam_member.transcripts : grant.role == "roles/storage.objectViewer"])
    error_message = "Transcripts are read by those that embed."
  }
  # With the tests of secrets, events and warehouse: recommend has two secrets to read, and not one other right.
  assert {
    condition     = !contains(keys(google_project_iam_member.vertex), "recommend") && !anytrue([for key in keys(google_storage_bucket_iam_member.transcripts) : startswith(key, "recommend/")])
    error_message = "recommend must have no rights here."
  }
}

run "schedules_call_in_a_name_of_their_own" {
  command = plan

  module {
    source = "./modules/functions"
  }

  assert {
    condition     = keys(google_cloud_scheduler_job.main) == ["refresh-signals"] && google_cloud_run_v2_service_iam_member.scheduler["refresh-signals"].role == "roles/run.invoker"
    error_message = "What is scheduled must be called, and callable."
  }
  assert {
    condition = (
      google_cloud_scheduler_job.recall["operate"].schedule == "20 4 * * *"
      && google_cloud_run_v2_service_iam_member.scheduler["operate"].role == "roles/run.invoker"
      && jsondecode(base64decode(google_cloud_scheduler_job.recall["operate"].http_target[0].body)).seconds <= 90
    )
    error_message = "What serves must be watched every day, in one step of operate."
  }
}
