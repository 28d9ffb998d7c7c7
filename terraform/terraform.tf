terraform {
  # 1.11 has write-only arguments: keys reach Google Cloud without passing through the state.
  required_version = ">= 1.11"

  # Partial on purpose: `terraform init -backend-config="bucket=…"` names the bucket.
  backend "gcs" {
    prefix = "upnext"
  }

  required_providers {
    archive = {
      source  = "hashicorp/archive"
      version = "~> 2.8"
    }
    google = {
      source  = "hashicorp/google"
      version = "~> 7.45"
    }
    helm = {
      source  = "hashicorp/helm"
      version = "~> 3.1"
    }
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = "~> 3.2"
    }
  }
}
