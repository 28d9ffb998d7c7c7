import type { FeedbackRow, ShownItem } from '#shared/feedback/row.ts'

/** Noon of a day of November 2026, and so many minutes. */
export function noon(day: number, minutes = 0): number {
  return Date.UTC(2026, 10, day, 12, minutes)
}

/** A row as collect-feedback makes them; a test names what matters to it. */
export function aRow(given: Partial<FeedbackRow> & Pick<FeedbackRow, 'eventId' | 'type'>): FeedbackRow {
  const occurredAt = given.occurredAt ?? noon(2)
  return { occurredAt, receivedAt: occurredAt + 1000, session: 'session', shelfId: 'shelf', items: [], ...given }
}

export function anImpression(eventId: string, items: readonly ShownItem[], given: Partial<FeedbackRow> = {}): FeedbackRow {
  return aRow({ eventId, type: 'impression', impressionId: eventId, items, ...given })
}

export function aClick(eventId: string, impressionId: string, item: string, given: Partial<FeedbackRow> = {}): FeedbackRow {
  return aRow({ eventId, type: 'click', impressionId, item, position: 1, tier: 'similar', ...given })
}

export function aWatch(eventId: string, impressionId: string | undefined, item: string, given: Partial<FeedbackRow> = {}): FeedbackRow {
  const watch = { seconds: 60, percent: 50, finished: false }
  return aRow({ eventId, type: 'progress', item, ...watch, ...(impressionId !== undefined && { impressionId }), ...given })
}

export function shown(id: string, position: number, tier = 'similar'): ShownItem {
  return { id, position, tier }
}
