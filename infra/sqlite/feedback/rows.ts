import { columnsOf } from '#shared/feedback/columns.ts'
import type { FeedbackRow } from '#shared/feedback/row.ts'
import type { Connection, Parameters, Row } from '../connection.ts'

const COLUMNS = `event_id, day, type, occurred_at, received_at, session, viewer, shelf_id, impression_id, seed, placement, experiment, arm, region,
  flag, item, position, tier, seconds, percent, finished, items`
const INSERT = `INSERT INTO feedback_events (${COLUMNS}) VALUES (${COLUMNS.replaceAll(/\w+/g, '$$$&')}) ON CONFLICT DO NOTHING`

export function appendFeedback(connection: Connection, { rows }: { rows: readonly FeedbackRow[] }): void {
  for (const row of rows) {
    const { finished, items, ...columns } = columnsOf(row)
    const day = new Date(row.occurredAt).toISOString().slice(0, 10)
    connection.run(INSERT, { ...columns, day, finished: finished === null ? null : Number(finished), items: JSON.stringify(items) })
  }
}

export function expireFeedback(connection: Connection, { before }: { before: number }): void {
  connection.run('DELETE FROM feedback_events WHERE occurred_at < $before', { before })
}

/** Any statement that reads. */
export function select(connection: Connection, { sql, parameters }: { sql: string; parameters: Parameters }): Row[] {
  return connection.all(sql, parameters)
}

const OF_VIEWERS = 'FROM feedback_events WHERE viewer IN (SELECT value FROM json_each($pseudonyms))'

export function countOfViewers(connection: Connection, { pseudonyms }: { pseudonyms: readonly string[] }): number {
  return Number(connection.get(`SELECT count(*) AS n ${OF_VIEWERS}`, { pseudonyms: JSON.stringify(pseudonyms) })?.['n'])
}

export function eraseViewers(connection: Connection, { pseudonyms }: { pseudonyms: readonly string[] }): void {
  connection.run(`DELETE ${OF_VIEWERS}`, { pseudonyms: JSON.stringify(pseudonyms) })
}
