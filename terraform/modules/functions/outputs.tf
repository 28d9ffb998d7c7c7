output "functions" {
  description = "Functions by name: {name, serves, uri}."
  value = { for name, function in var.functions : name => {
    name   = google_cloudfunctions2_function.main[name].name
    serves = function.serves
    uri    = google_cloudfunctions2_function.main[name].service_config[0].uri
  } }
}

output "members" {
  description = "Service account of each function, as an IAM member."
  value       = { for name in keys(var.functions) : name => google_service_account.function[name].member }
}

output "timeouts" {
  description = "Seconds that a call of each function may take."
  value       = { for name in keys(var.functions) : name => tonumber(local.scale[name].timeout_seconds) }
}
