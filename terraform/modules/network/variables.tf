variable "on_premises_ranges" {
  description = "Address ranges outside the network that may ask Qdrant, such as those behind a VPN or an interconnect."
  type        = list(string)
}

variable "prefix" {
  description = "Beginning of every name."
  type        = string
}

variable "ranges" {
  description = "Address ranges of the network, in CIDR notation."
  type = object({
    functions = string
    nodes     = string
    pods      = string
    services  = string
  })
}

variable "region" {
  description = "Region of the subnets."
  type        = string
}
