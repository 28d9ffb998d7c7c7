variable "cluster" {
  description = "Size and place of the cluster; the root's variable of this name describes it."
  type = object({
    deletion_protection = bool
    maintenance = object({
      start      = string
      end        = string
      recurrence = string
    })
    nodes_per_zone  = number
    release_channel = string
    system_pool = object({
      machine_type   = string
      nodes_per_zone = number
    })
    zones = list(string)
  })
}

variable "network" {
  description = "Where the cluster lives: {id, subnet_id}."
  type = object({
    id        = string
    subnet_id = string
  })
}

variable "node" {
  description = "Machine of Qdrant's nodes: {machine_type, boot_disk_type}."
  type = object({
    boot_disk_type = string
    machine_type   = string
  })
}

variable "operators" {
  description = "Principals who may administer Kubernetes through the DNS endpoint, such as `group:search@example.com`."
  type        = list(string)
}

variable "prefix" {
  description = "Beginning of every name."
  type        = string
}

variable "project_id" {
  description = "Project of the cluster."
  type        = string
}

variable "region" {
  description = "Region of the cluster; with one zone the cluster is zonal."
  type        = string
}
