import type { FeedbackRow } from './row.ts'

/** The way of feedback into the warehouse. */
export interface FeedbackPublisher {
  /**
   * Resolves once all rows are safely handed over. A row that comes twice counts once.
   * @throws UpnextError `unavailable` when they could not be handed over; `configuration` when the place takes none.
   */
  publish(rows: readonly FeedbackRow[]): Promise<void>
  /** Removes rows of events before a time, epoch milliseconds, where the warehouse does not do so by itself. */
  expire(before: number): Promise<void>
  close(): Promise<void>
}
