# Warehouse: the tables of the code's own schema, kept and erased as docs/erasure.md says.

mock_provider "google" {}

variables {
  dataset      = "upnext"
  grants       = { "embed-video" = "append", "recommend" = "none", "operate" = "write", "refresh-signals" = "read" }
  location     = "europe-west1"
  members      = { for name in ["embed-video", "recommend", "operate", "refresh-signals"] : name => "serviceAccount:${name}@example.com" }
  prefix       = "upnext"
  project_id   = "my-project"
  pubsub_agent = "serviceAccount:service-123456@gcp-sa-pubsub.iam.gserviceaccount.com"
  schema_dir   = "../infra/bigquery/schema"
  warehouse    = { deletion_protection = true, erasure_days = 30, feedback_days = 400 }
}

run "tables_are_those_of_the_code" {
  command = plan

  module {
    source = "./modules/warehouse"
  }

  assert {
    condition     = length(google_bigquery_table.main) > 0 && keys(google_bigquery_table.main) == keys(jsondecode(file("../infra/bigquery/schema/tables.json")).tables)
    error_message = "Every table of the schema must be made, and no other."
  }
  assert {
    condition = alltrue([for name, table in jsondecode(file("../infra/bigquery/schema/tables.json")).tables :
      google_bigquery_table.main[name].time_partitioning[0].field == table.partitioning.field && google_bigquery_table.main[name].clustering == tolist(table.clustering)
    ])
    error_message = "Partitions and clusters must be the schema's."
  }
  assert {
    condition = alltrue([for name in ["video_changes", "video_vectors", "video_signals", "channel_changes", "feedback_events"] :
      jsondecode(google_bigquery_table.main[name].schema) == jsondecode(file("../infra/bigquery/schema/${name}.json"))
    ])
    error_message = "Each table must have its own columns."
  }
}

run "views_name_the_dataset" {
  command = plan

  module {
    source = "./modules/warehouse"
  }

  assert {
    condition = alltrue([for view in concat(values(google_bigquery_table.view), values(google_bigquery_table.view_1), values(google_bigquery_table.view_2)) :
      strcontains(view.view[0].query, "`my-project.upnext.") && !strcontains(view.view[0].query, "$${")
    ])
    error_message = "A view's query must name project and dataset in full."
  }
  assert {
    condition     = sort(concat(keys(google_bigquery_table.view), keys(google_bigquery_table.view_1), keys(google_bigquery_table.view_2))) == sort(keys(jsondecode(file("../infra/bigquery/schema/tables.json")).views))
    error_message = "Every view of the schema must be made: a level of views that Terraform does not know makes none."
  }
}

run "nothing_is_deleted_by_mistake" {
  command = plan

  module {
    source = "./modules/warehouse"
  }

  assert {
    condition     = alltrue([for table in google_bigquery_table.main : table.deletion_protection])
    error_message = "Tables must be protected."
  }
  # What is not set is known to the provider alone, so that the schema has to answer for it.
  assert {
    condition = alltrue([for name in ["video_changes", "video_vectors", "channel_changes"] :
      jsondecode(file("../infra/bigquery/schema/tables.json")).tables[name].partitioning.expirationDays == null
    ]) && google_bigquery_table.main["video_signals"].time_partitioning[0].expiration_ms == 400 * 86400000
    error_message = "What every index is rebuilt from must not expire; signals are kept for 400 days."
  }
  assert {
    condition     = google_bigquery_table.main["feedback_events"].time_partitioning[0].expiration_ms == 400 * 86400000
    error_message = "What viewers did is kept for 400 days."
  }
}

run "deleted_videos_lose_their_texts_after_30_days" {
  command = plan

  module {
    source = "./modules/warehouse"
  }

  assert {
    condition     = strcontains(google_bigquery_data_transfer_config.query["erase-deleted"].params.query, "INTERVAL 30 DAY") && strcontains(google_bigquery_data_transfer_config.query["erase-deleted"].params.query, "DELETE FROM `my-project.upnext.video_changes`")
    error_message = "The scheduled query must erase after the days that are set."
  }
  assert {
    condition     = strcontains(google_bigquery_data_transfer_config.query["erase-deleted"].params.query, "NOT change.deleted")
    error_message = "The delete's own row must stay."
  }
  # Time travel shows erased rows for so long.
  assert {
    condition     = tonumber(google_bigquery_dataset.main.max_time_travel_hours) == 48
    error_message = "The past must be readable for two days, no more."
  }
}

run "functions_do_what_is_theirs" {
  command = plan

  module {
    source = "./modules/warehouse"
  }

  assert {
    condition = { for name, grant in google_bigquery_dataset_iam_member.function : name => grant.role } == {
      "embed-video"     = "roles/bigquery.dataEditor"
      "operate"         = "roles/bigquery.dataEditor"
      "refresh-signals" = "roles/bigquery.dataViewer"
    }
    error_message = "recommend must not reach the warehouse; refresh-signals must not write."
  }
  assert {
    condition     = keys(google_project_iam_member.jobs) == ["operate", "refresh-signals", "scheduler"]
    error_message = "embed-video appends rows and runs no queries."
  }
  assert {
    condition     = alltrue([for grant in google_bigquery_table_iam_member.feedback : grant.member == "serviceAccount:service-123456@gcp-sa-pubsub.iam.gserviceaccount.com" && grant.table_id == "feedback_events"])
    error_message = "Pub/Sub writes into the feedback table alone."
  }
}
