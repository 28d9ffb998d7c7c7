import type { CoWatchList } from '#shared/signals/co-watch.ts'
import type { SignalReads } from '#shared/signals/signal-store.ts'
import { within } from '../upkeep/deadline.ts'

/** Lists are made anew each day: one of that age is of an installation whose refresh has stopped. */
const STALE_MS = 7 * 24 * 60 * 60 * 1000
/** What viewers did is worth no waiting: so much of the index budget it gets. */
const SHARE = 0.25

/** How the seeds are watched, as far as it could be read in time. */
export interface Watching {
  /** By seed, in the order of the seeds. */
  readonly lists: readonly CoWatchList[]
  /** Of the first seed: its views, or its viewers of late where more are known. */
  readonly views: number
}

export const UNWATCHED: Watching = { lists: [], views: 0 }

/** Never rejects. @param now Epoch milliseconds. */
export async function readWatching(
  signals: SignalReads | undefined,
  seeds: readonly string[],
  now: number,
  budgetMs: number,
): Promise<Watching> {
  const [first] = seeds
  if (signals === undefined || first === undefined) return UNWATCHED
  const reads = Promise.all([signals.coWatch(seeds), signals.get([first])])
  const read = await within(budgetMs * SHARE, reads).catch(() => undefined)
  if (read === undefined) return UNWATCHED
  const [lists, views] = read
  const fresh = seeds.flatMap((id) => lists.get(id) ?? []).filter(({ computedAt }) => now - computedAt < STALE_MS)
  const viewers = fresh.find(({ id }) => id === first)?.viewers ?? 0
  return { lists: fresh, views: Math.max(views.get(first)?.views ?? 0, viewers) }
}
