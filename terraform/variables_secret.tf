# Ephemeral: given with each run (TF_VAR_…), and in neither plan nor state. `secrets_revision` says when they changed.

variable "qdrant_alternative_key" {
  description = "A second key that may write, while the first is rotated: docs/runbook.md."
  type        = string
  default     = null
  ephemeral   = true
  sensitive   = true
}

variable "qdrant_read_only_key" {
  description = "Key with which recommend and search, and a recommender outside, ask Qdrant. 32 characters or more, another than the write key."
  type        = string
  ephemeral   = true
  sensitive   = true

  validation {
    condition     = length(var.qdrant_read_only_key) >= 32
    error_message = "qdrant_read_only_key takes 32 characters or more."
  }
}

variable "qdrant_tls" {
  description = "Certificate chain and key in PEM for qdrant.tls_host, from an authority that Node.js trusts."
  type = object({
    certificate = string
    key         = string
  })
  default   = null
  ephemeral = true
  sensitive = true
}

variable "qdrant_write_key" {
  description = "Key with which embed-video and operate write. 32 characters or more."
  type        = string
  ephemeral   = true
  sensitive   = true

  validation {
    condition     = length(var.qdrant_write_key) >= 32
    error_message = "qdrant_write_key takes 32 characters or more."
  }
}

variable "secrets_revision" {
  description = "Goes up by one with each change of any secret: write-only values are sent again when it does."
  type        = number
  default     = 1

  validation {
    condition     = var.secrets_revision >= 1 && floor(var.secrets_revision) == var.secrets_revision
    error_message = "secrets_revision takes whole numbers from 1."
  }
}

variable "signing_keys" {
  description = "Keys that sign cursors and shelf ids, by commas, 16 characters or more each: the first signs, all verify."
  type        = string
  ephemeral   = true
  sensitive   = true

  validation {
    condition     = alltrue([for key in split(",", var.signing_keys) : length(trimspace(key)) >= 16])
    error_message = "signing_keys takes keys of 16 characters or more, by commas."
  }
}

variable "viewer_keys" {
  description = "Keys that make pseudonyms of viewers, by commas, 16 characters or more each: the first hashes; keep the others for as long as feedback is kept, for erasing."
  type        = string
  ephemeral   = true
  sensitive   = true

  validation {
    condition     = alltrue([for key in split(",", var.viewer_keys) : length(trimspace(key)) >= 16])
    error_message = "viewer_keys takes keys of 16 characters or more, by commas."
  }
}
