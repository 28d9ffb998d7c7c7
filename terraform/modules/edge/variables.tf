variable "edge" {
  description = "The public side; the root's variable of this name describes it."
  type = object({
    cdn            = bool
    domains        = list(string)
    rate_limit     = number
    trusted_ranges = list(string)
  })
}

variable "functions" {
  description = "Functions that serve viewers, by name: {name}."
  type        = map(object({ name = string }))
}

variable "prefix" {
  description = "Beginning of every name."
  type        = string
}

variable "region" {
  description = "Region of the functions."
  type        = string
}

variable "region_header" {
  description = "Header in which the load balancer tells the functions the viewer's country."
  type        = string
}
