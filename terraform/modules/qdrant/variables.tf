variable "address" {
  description = "Internal address of the load balancer, in the nodes' subnet."
  type        = string
}

variable "client_ranges" {
  description = "Address ranges that may ask Qdrant, Google's health checks among them."
  type        = list(string)
}

variable "cluster" {
  description = "Where Qdrant's pods go: {zones, node_pool}. Naming the pool makes them wait for it."
  type = object({
    node_pools = list(string)
    zones      = list(string)
  })
}

variable "global_access" {
  description = "Whether clients of other regions, such as those behind a VPN there, may ask too."
  type        = bool
}

variable "keys" {
  description = "API keys: `alternative` is a second one that may do all, for the time of a rotation."
  type = object({
    alternative = string
    read_only   = string
    write       = string
  })
  ephemeral = true
  sensitive = true
}

variable "keys_revision" {
  description = "Goes up with each change of a key or certificate: it makes Kubernetes take the new one and the pods start anew, one by one."
  type        = number
}

variable "network_id" {
  description = "Network in which the name of the certificate is known."
  type        = string
}

variable "node" {
  description = "Machine of the nodes: {machine_type, volume_type, cpus, memory_gib}."
  type = object({
    cpus         = number
    machine_type = string
    memory_gib   = number
    volume_type  = string
  })
}

variable "prefix" {
  description = "Beginning of every name."
  type        = string
}

variable "qdrant" {
  description = "Size and version of Qdrant; the root's variable of this name describes it."
  type = object({
    bootstrap_from = number
    capacity = object({
      collections        = number
      dimensions         = number
      replication_factor = number
      videos             = number
    })
    chart_version     = string
    disk_gib          = number
    image_tag         = string
    iops              = number
    memory_gib        = number
    replicas          = number
    snapshot_disk_gib = number
    throughput_mib    = number
    tls_host          = string
  })
}

variable "tls" {
  description = "Certificate and key in PEM, for `qdrant.tls_host`."
  type = object({
    certificate = string
    key         = string
  })
  ephemeral = true
  sensitive = true
}
