variable "budget" {
  description = "Monthly budget that an alert watches: `units` of `currency`. Without a billing account none is made."
  type = object({
    billing_account = optional(string)
    currency        = optional(string, "USD")
    units           = optional(number, 1000)
  })
  default = {}

  validation {
    condition     = var.budget.units > 0 && can(regex("^[A-Z]{3}$", var.budget.currency))
    error_message = "budget takes units above 0 and a currency of three letters, such as EUR."
  }
  validation {
    condition     = var.budget.billing_account == null || can(regex("^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$", coalesce(var.budget.billing_account, "-")))
    error_message = "budget.billing_account takes the form 012345-6789AB-CDEF01."
  }
}

variable "cluster" {
  description = <<-EOT
    The cluster. One zone makes it zonal (cheap, without high availability), two or more make it regional. `nodes_per_zone` counts
    Qdrant's nodes; `system_pool` has the pods of Kubernetes itself. `maintenance` is the window for upgrades, as RFC 5545 has it.
  EOT
  type = object({
    deletion_protection = optional(bool, true)
    maintenance = optional(object({
      start      = optional(string, "2026-01-03T01:00:00Z")
      end        = optional(string, "2026-01-03T09:00:00Z")
      recurrence = optional(string, "FREQ=WEEKLY;BYDAY=SA,SU")
    }), {})
    nodes_per_zone  = optional(number, 2)
    release_channel = optional(string, "REGULAR")
    system_pool = optional(object({
      machine_type   = optional(string, "e2-standard-2")
      nodes_per_zone = optional(number, 1)
    }), {})
    zones = list(string)
  })

  validation {
    condition     = length(var.cluster.zones) >= 1 && length(distinct(var.cluster.zones)) == length(var.cluster.zones)
    error_message = "cluster.zones takes one zone or several different ones."
  }
  validation {
    condition     = alltrue([for zone in var.cluster.zones : startswith(zone, "${var.region}-")])
    error_message = "cluster.zones must lie in region."
  }
  validation {
    condition     = contains(["RAPID", "REGULAR", "STABLE", "EXTENDED"], var.cluster.release_channel)
    error_message = "cluster.release_channel takes RAPID, REGULAR, STABLE or EXTENDED."
  }
  validation {
    condition     = var.cluster.nodes_per_zone >= 1 && var.cluster.system_pool.nodes_per_zone >= 1
    error_message = "cluster takes one node a zone at least, in each pool."
  }
}

variable "edge" {
  description = <<-EOT
    The public side. Without `domains` there is no load balancer: recommend and search then answer to `invokers` alone, by identity token.
    `rate_limit` is requests a minute and address; `trusted_ranges` (such as those of a site's own servers) are not limited.
  EOT
  type = object({
    cdn            = optional(bool, true)
    cors_origins   = optional(list(string), [])
    domains        = optional(list(string), [])
    invokers       = optional(list(string), [])
    rate_limit     = optional(number, 600)
    trusted_ranges = optional(list(string), [])
  })
  default = {}

  validation {
    condition     = alltrue([for domain in var.edge.domains : can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", domain))])
    error_message = "edge.domains takes names such as api.example.com, without a scheme or path."
  }
  validation {
    condition     = var.edge.rate_limit >= 1 && var.edge.rate_limit <= 1000000
    error_message = "edge.rate_limit takes 1 to 1000000 requests a minute."
  }
  validation {
    condition     = length(var.edge.trusted_ranges) <= 10 && alltrue([for range in var.edge.trusted_ranges : can(cidrnetmask(range))])
    error_message = "edge.trusted_ranges takes up to 10 IPv4 ranges in CIDR notation."
  }
  validation {
    condition     = alltrue([for origin in var.edge.cors_origins : origin == "*" || can(regex("^https?://[^/]+$", origin))])
    error_message = "edge.cors_origins takes origins such as https://www.example.com, or *."
  }
}

variable "function_scale" {
  description = <<-EOT
    Instances and sizes by function, each overriding the default. `min` are kept warm: an instance that starts needs its connections, so they
    are sized for the peak. `max` bounds what a burst may cost and how many connections Qdrant sees.
  EOT
  type = map(object({
    concurrency     = optional(number)
    cpu             = optional(string)
    max             = optional(number)
    memory          = optional(string)
    min             = optional(number)
    timeout_seconds = optional(number)
  }))
  default = {}

  validation {
    condition = alltrue([for name in keys(var.function_scale) : contains(
      ["embed-video", "take-downs", "recommend", "search", "operate", "collect-feedback", "refresh-signals"], name
    )])
    error_message = "function_scale takes the names of functions: embed-video, take-downs, recommend, search, operate, collect-feedback, refresh-signals."
  }
  validation {
    condition     = alltrue([for scale in values(var.function_scale) : try(scale.min <= scale.max, true)])
    error_message = "function_scale: min must not be above max."
  }
  validation {
    condition     = alltrue([for scale in values(var.function_scale) : try(scale.timeout_seconds >= 1 && scale.timeout_seconds <= 540, true)])
    error_message = "function_scale: timeout_seconds takes 1 to 540, so that Pub/Sub waits for the answer."
  }
}

variable "notification_emails" {
  description = "Addresses that alerts go to."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for address in var.notification_emails : can(regex("^[^@\\s]+@[^@\\s]+$", address))])
    error_message = "notification_emails takes e-mail addresses."
  }
}

variable "on_premises_ranges" {
  description = "Address ranges outside the network, such as those behind a VPN or an interconnect, whose recommender asks Qdrant itself."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for range in var.on_premises_ranges : can(cidrnetmask(range)) && range != "0.0.0.0/0"])
    error_message = "on_premises_ranges takes IPv4 ranges in CIDR notation, and never the whole internet."
  }
}

variable "operators" {
  description = "Who may invoke operate and administer the cluster, as IAM principals: a group, so that people come and go elsewhere."
  type        = list(string)

  validation {
    condition     = length(var.operators) > 0 && alltrue([for one in var.operators : can(regex("^(group|serviceAccount):[^:\\s]+$", one))])
    error_message = "operators takes groups or service accounts, such as group:search-operators@example.com; single users and allUsers are refused."
  }
}

variable "prefix" {
  description = "Beginning of every name, so that several installations fit in a project."
  type        = string
  default     = "upnext"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,11}[a-z0-9]$", var.prefix))
    error_message = "prefix takes 2 to 13 lower-case letters, digits and hyphens, beginning with a letter: account names have room for no more."
  }
}

variable "project_id" {
  description = "Google Cloud project, which exists and has billing."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "project_id takes a project's id, not its name or number."
  }
}

variable "qdrant" {
  description = <<-EOT
    Qdrant. `capacity` is what it must hold: `collections` of `videos` at once (two, so that a new recipe can be filled beside the old), each
    `replication_factor` times. Memory and disks follow from it (modules/qdrant/sizing.tf) unless given. `disk_type` empty takes what fits the
    machine. `bootstrap_from` is for a lost volume of pod 0: docs/runbook.md. `tls_host` is the name that the certificate is made for.
  EOT
  type = object({
    bootstrap_from = optional(number)
    capacity = optional(object({
      collections        = optional(number, 2)
      dimensions         = optional(number, 512)
      replication_factor = optional(number, 2)
      videos             = optional(number, 20000000)
    }), {})
    chart_version     = optional(string, "1.19.0")
    disk_gib          = optional(number)
    disk_type         = optional(string)
    image_tag         = optional(string, "v1.19.0")
    iops              = optional(number, 6000)
    machine_type      = optional(string, "c4a-highmem-8")
    memory_gib        = optional(number)
    replicas          = optional(number, 6)
    snapshot_disk_gib = optional(number)
    throughput_mib    = optional(number, 250)
    tls_host          = optional(string)
  })
  default = {}

  validation {
    condition     = can(regex("^(c4a|n4a|t2a)-(highcpu|standard|highmem)-[0-9]+$", var.qdrant.machine_type))
    error_message = "qdrant.machine_type takes an ARM machine: C4A, N4A or T2A, such as c4a-highmem-8."
  }
  validation {
    condition     = !startswith(var.qdrant.machine_type, "t2a-") || startswith(var.qdrant.machine_type, "t2a-standard-")
    error_message = "qdrant.machine_type: T2A comes as t2a-standard-N alone."
  }
  validation {
    condition = var.qdrant.disk_type == null || (
      startswith(var.qdrant.machine_type, "t2a-")
      ? contains(["pd-balanced", "pd-ssd"], coalesce(var.qdrant.disk_type, "-"))
      : var.qdrant.disk_type == "hyperdisk-balanced"
    )
    error_message = "qdrant.disk_type: C4A and N4A take hyperdisk-balanced, T2A takes pd-balanced or pd-ssd."
  }
  validation {
    condition     = var.qdrant.replicas >= 1 && var.qdrant.replicas <= length(var.cluster.zones) * var.cluster.nodes_per_zone
    error_message = "qdrant.replicas: no two pods share a node, so there can be as many as nodes (zones times nodes_per_zone)."
  }
  validation {
    condition     = var.qdrant.replicas % length(var.cluster.zones) == 0
    error_message = "qdrant.replicas must be a multiple of the zones, or one zone's loss takes more than its share."
  }
  validation {
    condition     = var.qdrant.capacity.replication_factor >= 1 && var.qdrant.capacity.replication_factor <= var.qdrant.replicas
    error_message = "qdrant.capacity.replication_factor takes 1 up to the number of replicas."
  }
  validation {
    condition     = var.qdrant.capacity.collections >= 1 && var.qdrant.capacity.videos >= 1 && var.qdrant.capacity.dimensions >= 1
    error_message = "qdrant.capacity takes numbers of 1 and above."
  }
  validation {
    condition     = can(regex("^1\\.(19|[2-9][0-9])\\.[0-9]+$", var.qdrant.chart_version)) && can(regex("^v1\\.(19|[2-9][0-9])\\.[0-9]+$", var.qdrant.image_tag))
    error_message = "qdrant: collections use memory tiers, so that the chart and the image must be 1.19 or later, pinned to a full version."
  }
  validation {
    condition     = var.qdrant.bootstrap_from == null || try(var.qdrant.bootstrap_from >= 1 && var.qdrant.bootstrap_from < var.qdrant.replicas, false)
    error_message = "qdrant.bootstrap_from takes the number of a pod other than 0."
  }
}

variable "ranges" {
  description = "Address ranges of the network. Functions take several addresses an instance while a new revision comes up."
  type = object({
    functions = optional(string, "10.80.16.0/24")
    nodes     = optional(string, "10.80.0.0/22")
    pods      = optional(string, "10.84.0.0/16")
    services  = optional(string, "10.80.32.0/20")
  })
  default = {}

  validation {
    condition     = alltrue([for range in values(var.ranges) : can(cidrnetmask(range))])
    error_message = "ranges takes IPv4 ranges in CIDR notation."
  }
  validation {
    condition     = try(tonumber(split("/", var.ranges.functions)[1]) <= 26, false)
    error_message = "ranges.functions must be a /26 or larger: Direct VPC egress refuses less."
  }
}

variable "region" {
  description = "Region of everything that has one."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "region takes a region such as europe-west1, not a zone."
  }
}

variable "runbook_url" {
  description = "Where people read docs/runbook.md: alerts link to its sections."
  type        = string
  default     = "docs/runbook.md"
}

variable "transcript_buckets" {
  description = "Buckets from which gs:// transcripts may come. They exist already; embed-video and operate get to read them."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for bucket in var.transcript_buckets : can(regex("^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$", bucket))])
    error_message = "transcript_buckets takes names of buckets, without gs://."
  }
}

variable "vertex_location" {
  description = "Region of Vertex AI for recipes that name a model of its; empty takes region."
  type        = string
  default     = null
}

variable "warehouse" {
  description = "BigQuery. `erasure_days` after a delete the video's texts are gone; `feedback_days` are kept of what viewers did; `location` empty takes region."
  type = object({
    deletion_protection = optional(bool, true)
    erasure_days        = optional(number, 30)
    feedback_days       = optional(number, 400)
    location            = optional(string)
  })
  default = {}

  validation {
    condition     = var.warehouse.erasure_days >= 1 && var.warehouse.erasure_days <= 90
    error_message = "warehouse.erasure_days takes 1 to 90: before a day has passed rows may still be in BigQuery's buffer."
  }
  validation {
    condition     = var.warehouse.feedback_days >= 30
    error_message = "warehouse.feedback_days takes 30 and above: co-watch is made of them."
  }
}
