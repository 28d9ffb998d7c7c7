variable "dist_dir" {
  description = "Folder with the built functions: `npm run build`."
  type        = string
}

variable "functions" {
  description = "What each function is, needs and may do: functions.json."
  type = map(object({
    entryPoint = string
    feature    = optional(string)
    folder     = string
    grants = object({
      publishes   = list(string)
      receives    = list(string)
      transcripts = bool
      vertex      = bool
      warehouse   = string
    })
    secrets  = map(string)
    serves   = string
    settings = list(string)
  }))

  validation {
    condition     = alltrue([for function in values(var.functions) : contains(["events", "operators", "schedule", "viewers"], function.serves)])
    error_message = "A function serves events, operators, schedule or viewers."
  }
}

variable "has_edge" {
  description = "Whether a load balancer stands before what serves viewers."
  type        = bool
}

variable "invokers" {
  description = "IAM members that may call functions, by whom these serve."
  type = object({
    events    = list(string)
    operators = list(string)
    viewers   = list(string)
  })
}

variable "network" {
  description = "Where functions reach into: {id, subnet_id}."
  type = object({
    id        = string
    subnet_id = string
  })
}

variable "prefix" {
  description = "Beginning of every name."
  type        = string
}

variable "project_id" {
  description = "Project of the functions."
  type        = string
}

variable "region" {
  description = "Region of the functions."
  type        = string
}

variable "scale" {
  description = "Instances and sizes by function, over the defaults of scale.tf."
  type = map(object({
    concurrency     = optional(number)
    cpu             = optional(string)
    max             = optional(number)
    memory          = optional(string)
    min             = optional(number)
    timeout_seconds = optional(number)
  }))
}

variable "secrets" {
  description = "Secrets by name: {id, version}."
  type        = map(object({ id = string, version = string }))
}

variable "settings" {
  description = "Values of environment variables; each function gets those that it names."
  type        = map(string)
}

variable "transcript_buckets" {
  description = "Buckets with transcripts."
  type        = list(string)
}
