import type { FeedbackRow } from './row.ts'

/** A row under the names of its table's columns; what it does not have is null. */
export function columnsOf(row: FeedbackRow) {
  const { eventId, occurredAt, receivedAt, shelfId = null, impressionId = null } = row
  const { type, session = null, viewer = null, seed = null, placement = null, experiment = null, arm = null, region = null } = row
  const { flag = null, item = null, position = null, tier = null, seconds = null, percent = null, finished = null, items } = row
  return {
    event_id: eventId,
    type,
    occurred_at: occurredAt,
    received_at: receivedAt,
    session,
    viewer,
    shelf_id: shelfId,
    impression_id: impressionId,
    seed,
    placement,
    experiment,
    arm,
    region,
    flag,
    item,
    position,
    tier,
    seconds,
    percent,
    finished,
    items,
  }
}
