variable "members" {
  description = "Service account of each function, as an IAM member."
  type        = map(string)
}

variable "prefix" {
  description = "Beginning of every name."
  type        = string
}

variable "readers" {
  description = "Names of the secrets that each function reads."
  type        = map(list(string))
}

variable "region" {
  description = "Where the secrets are kept."
  type        = string
}

variable "revision" {
  description = "Goes up with each change of a value."
  type        = number
}

variable "values" {
  description = "The secrets by name."
  type        = map(string)
  ephemeral   = true
  sensitive   = true
}
