# Who writes there waits for the right to.
output "feedback_table" {
  description = "Table that receives feedback, as `project.dataset.table`."
  value       = "${local.path}.${google_bigquery_table.main["feedback_events"].table_id}"

  depends_on = [google_bigquery_table_iam_member.feedback]
}
