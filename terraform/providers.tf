provider "google" {
  project = var.project_id
  region  = var.region

  default_labels = local.labels

  # The budget's API has no project of its own to charge.
  billing_project       = var.project_id
  user_project_override = true
}

# Ephemeral: the token lives as long as the run and is in neither plan nor state.
ephemeral "google_client_config" "current" {}

# The DNS endpoint has a certificate that everybody trusts and lets IAM alone decide, so neither a CA nor a list of addresses is needed here.
provider "kubernetes" {
  host  = "https://${module.gke.endpoint}"
  token = ephemeral.google_client_config.current.access_token
}

provider "helm" {
  kubernetes = {
    host  = "https://${module.gke.endpoint}"
    token = ephemeral.google_client_config.current.access_token
  }
}
