variable "feedback_table" {
  description = "Table that receives feedback, as `project.dataset.table`."
  type        = string
}

variable "functions" {
  description = "Functions by name: {name, serves, uri}."
  type        = map(object({ name = string, serves = string, uri = string }))
}

variable "grants" {
  description = "What each function may do: the topics that it publishes to, the letter boxes that it receives from."
  type        = map(object({ publishes = list(string), receives = list(string) }))
}

variable "members" {
  description = "Service account of each function, as an IAM member."
  type        = map(string)
}

variable "prefix" {
  description = "Beginning of every name."
  type        = string
}

variable "project" {
  description = "Project of the topics: {id, number}."
  type        = object({ id = string, number = string })
}

variable "retention" {
  description = "How long messages wait, in seconds with an s: `letters` in quarantine and among the dead letters, `messages` elsewhere."
  type        = object({ letters = string, messages = string })
}

variable "timeout_seconds" {
  description = "Seconds that embed-video may take: Pub/Sub waits a little longer."
  type        = number
}
