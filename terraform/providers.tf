provider "google" {
  project = var.project_id
  region  = var.region

  default_labels = local.labels

  # The budget's API has no project of its own to charge.
  billing_project       = var.project_id
  user_project_override = true
}

locals {
  # Asked for a token whenever one is needed: none is in plan or state, and none runs out while the cluster is being made.
  kubernetes_login = {
    api_version = "client.authentication.k8s.io/v1beta1"
    command     = "gke-gcloud-auth-plugin"
  }
}

# The DNS endpoint has a certificate that everybody trusts and lets IAM alone decide, so neither a CA nor a list of addresses is needed here.
provider "kubernetes" {
  host = "https://${module.gke.endpoint}"

  exec {
    api_version = local.kubernetes_login.api_version
    command     = local.kubernetes_login.command
  }
}

provider "helm" {
  kubernetes = {
    host = "https://${module.gke.endpoint}"
    exec = local.kubernetes_login
  }
}
