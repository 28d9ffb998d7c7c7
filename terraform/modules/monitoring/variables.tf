variable "budget" {
  description = "Monthly budget; the root's variable of this name describes it."
  type = object({
    billing_account = optional(string)
    currency        = string
    units           = number
  })
}

variable "emails" {
  description = "Addresses that alerts go to."
  type        = list(string)
}

variable "functions" {
  description = "Names of the functions' services. With them come the first log lines and metrics, for which goals have to wait."
  type        = map(string)
}

variable "prefix" {
  description = "Beginning of every name."
  type        = string
}

variable "project" {
  description = "Project that is watched: {id, number}."
  type        = object({ id = string, number = string })
}

variable "qdrant" {
  description = "What a pod of Qdrant has: {disk_limit_gib, memory_limit_gib, replicas}."
  type = object({
    disk_limit_gib   = number
    memory_limit_gib = number
    replicas         = number
  })
}

variable "runbook_url" {
  description = "Where people read docs/runbook.md."
  type        = string
}
