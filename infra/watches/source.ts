/**
 * SQL of both dialects, SQLite's and GoogleSQL's: parameters are written `@name`, tables and views of the warehouse `${dataset}.name` in
 * backticks.
 */
export interface WatchSource {
  /**
   * A query of the events that count, each once: viewer, item, type, percent, finished (0 or 1), tier, region, at, stored. Instants are
   * epoch milliseconds.
   */
  readonly events: string
}

/** @param fromDay the UTC day of `@from`, as the view's `day` is in that dialect: it keeps a statement to the partitions it needs. */
export function sourceOf(fromDay: string): WatchSource {
  return {
    events: `SELECT who AS viewer, item, type, COALESCE(percent, 0) AS percent, finished, tier, region, at_ms AS at, received_ms AS stored
      FROM \`\${dataset}.feedback_counted\` WHERE type IN ('click', 'progress') AND day >= ${fromDay}`,
  }
}

/** A video counts as watched from @minPercent on, or when it was played to its end. */
export const WATCHED = `type = 'progress' AND (finished = 1 OR percent >= @minPercent)`

/** When the newest event was stored. */
export const NEWEST_SQL = `SELECT MAX(received_ms) AS newest FROM \`\${dataset}.feedback_counted\` WHERE type IN ('click', 'progress')`

export const HOUR = 60 * 60 * 1000
export const DAY = 24 * HOUR
