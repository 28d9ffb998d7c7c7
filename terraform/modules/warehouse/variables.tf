variable "dataset" {
  description = "Id of the dataset."
  type        = string
}

variable "grants" {
  description = "What each function may do with the tables: none, read, append (rows, without queries) or write (and query)."
  type        = map(string)

  validation {
    condition     = alltrue([for grant in values(var.grants) : contains(["none", "read", "append", "write"], grant)])
    error_message = "A grant on the warehouse is none, read, append or write."
  }
}

variable "location" {
  description = "Region or multi-region of the dataset."
  type        = string
}

variable "members" {
  description = "Service account of each function, as an IAM member."
  type        = map(string)
}

variable "prefix" {
  description = "Beginning of every name."
  type        = string
}

variable "project_id" {
  description = "Project of the dataset."
  type        = string
}

variable "pubsub_agent" {
  description = "Pub/Sub's own account, which writes feedback, as an IAM member."
  type        = string
}

variable "schema_dir" {
  description = "Folder with tables.json, the columns and the views' queries: the code reads the same files."
  type        = string
}

variable "warehouse" {
  description = "Protection and retention; the root's variable of this name describes it."
  type = object({
    deletion_protection = bool
    erasure_days        = number
    feedback_days       = number
  })
}
