import { columnsOf } from './columns.ts'
import type { FeedbackRow } from './row.ts'

/**
 * A row as a message whose fields are the table's columns: a subscription of Pub/Sub writes it to BigQuery as it is
 * (https://cloud.google.com/pubsub/docs/bigquery#use-table-schema). What is null is left out; instants are RFC 3339.
 */
export function messageOf(row: FeedbackRow): Readonly<Record<string, unknown>> {
  const columns = { ...columnsOf(row), occurred_at: instant(row.occurredAt), received_at: instant(row.receivedAt) }
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null))
}

function instant(ms: number): string {
  return new Date(ms).toISOString()
}
