/**
 * What a warehouse puts in the place of its rows. All SQL of this folder is of both dialects, SQLite's and GoogleSQL's, with parameters
 * written `@name`.
 */
export interface WatchSource {
  /**
   * A query of the events that count, each once: viewer, item, type, percent, finished, tier, region, at, stored. Instants are epoch
   * milliseconds; viewer and item are never null; a shelf whose signature did not hold is not among them.
   */
  readonly events: string
}

/** A video counts as watched from @minPercent on, or when it was played to its end. */
export const WATCHED = `type = 'progress' AND (finished OR percent >= @minPercent)`

export const HOUR = 60 * 60 * 1000
export const DAY = 24 * HOUR
