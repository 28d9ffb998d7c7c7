import type { CoWatchList } from '#shared/signals/co-watch.ts'
import type { TrendingVideo } from '#shared/signals/trending.ts'
import type { CoWatchRules } from './co-watch.ts'
import type { TrendingRules } from './trending.ts'

/** Epoch milliseconds, all of them: of storing, after the first and up to the second. */
export interface StoredSpan {
  readonly after: number
  readonly until: number
}

/** What the warehouse computes from feedback, in SQL, where the rows are. Only watches with a viewer count, and shelves whose signature held. */
export interface Watches {
  /**
   * The list of every video that somebody watched with that meaning in a span of storing, in pages of one order; empty lists too, so that
   * what was there is replaced.
   */
  coWatch(rules: CoWatchRules, span: StoredSpan, now: number): AsyncIterable<readonly CoWatchList[]>
  /** By region, best first. */
  trending(rules: TrendingRules, now: number): Promise<ReadonlyMap<string, readonly TrendingVideo[]>>
  /** When the newest event was stored; undefined without any. */
  newest(): Promise<number | undefined>
}
