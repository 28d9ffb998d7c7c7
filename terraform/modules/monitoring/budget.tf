resource "google_billing_budget" "main" {
  count = var.budget.billing_account == null ? 0 : 1

  billing_account = var.budget.billing_account
  display_name    = "${var.prefix}: what to do is in ${var.runbook_url}#cost-spike"

  amount {
    specified_amount {
      currency_code = var.budget.currency
      units         = tostring(var.budget.units)
    }
  }

  budget_filter {
    projects = ["projects/${var.project.number}"]
  }

  dynamic "threshold_rules" {
    for_each = [0.5, 0.9, 1]
    content {
      threshold_percent = threshold_rules.value
    }
  }

  threshold_rules {
    threshold_percent = 1.1
    spend_basis       = "FORECASTED_SPEND"
  }

  all_updates_rule {
    monitoring_notification_channels = local.channels
  }
}
