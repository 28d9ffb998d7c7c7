resource "google_cloudfunctions2_function" "main" {
  for_each = var.functions

  name        = "${var.prefix}-${each.key}"
  location    = var.region
  description = "Upnext: ${each.key}, for ${each.value.serves}."

  build_config {
    runtime           = "nodejs24"
    entry_point       = each.value.entryPoint
    service_account   = google_service_account.builder.id
    docker_repository = google_artifact_registry_repository.images.id

    source {
      storage_source {
        bucket = google_storage_bucket.sources.name
        object = google_storage_bucket_object.source[each.value.folder].name
      }
    }
  }

  service_config {
    available_cpu                    = local.scale[each.key].cpu
    available_memory                 = local.scale[each.key].memory
    max_instance_request_concurrency = tonumber(local.scale[each.key].concurrency)
    min_instance_count               = tonumber(local.scale[each.key].min)
    max_instance_count               = tonumber(local.scale[each.key].max)
    timeout_seconds                  = tonumber(local.scale[each.key].timeout_seconds)
    ingress_settings                 = local.ingress[each.value.serves]
    service_account_email            = google_service_account.function[each.key].email
    environment_variables            = { for name in each.value.settings : name => var.settings[name] }

    # Straight into the subnet, without a connector to size; what goes to Google's APIs does not pass through it.
    direct_vpc_egress = "VPC_EGRESS_PRIVATE_RANGES_ONLY"
    direct_vpc_network_interface {
      network    = var.network.id
      subnetwork = var.network.subnet_id
    }

    dynamic "secret_environment_variables" {
      for_each = each.value.secrets
      iterator = reading
      content {
        key        = reading.key
        project_id = var.project_id
        secret     = var.secrets[reading.value].id
        version    = var.secrets[reading.value].version
      }
    }
  }

  depends_on = [
    google_artifact_registry_repository_iam_member.builder,
    google_project_iam_member.builder,
    google_storage_bucket_iam_member.builder,
  ]
}
