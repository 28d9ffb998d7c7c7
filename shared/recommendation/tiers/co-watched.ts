import type { CoWatchList } from '#shared/signals/co-watch.ts'
import { byId } from './listing.ts'
import type { Found, Reason, Tier } from './tier.ts'

/** How many viewers watched both, and how many of them watched this one later. */
export interface WatchedWith {
  readonly viewers: number
  readonly after: number
  /** Seeds whose viewers watched it. */
  readonly seeds: number
}

/** What viewers of the seeds watched too, in the languages asked for, where the filter of the request lets it pass. */
export const coWatched: Tier = {
  name: 'co-watched',
  fill: async (context) => {
    const watched = joined(context.watching.lists)
    const ids = Array.from(watched.keys()).slice(0, context.candidates)
    if (ids.length === 0) return []
    const { filter, languages, reads, collection } = context
    const wanted = { ...filter, ids, ...(languages !== undefined && { languages }) }
    const listed = (await reads.attempt((index) => index.latest(collection, wanted, ids.length))) ?? []
    return byId(listed, ids).map((item) => ({ ...item, ...withWatches(watched.get(item.id)) }))
  },
  reason: ({ watchedWith }) => reasonOf(watchedWith),
}

function withWatches(watchedWith: WatchedWith | undefined): Pick<Found, 'watchedWith'> {
  return watchedWith === undefined ? {} : { watchedWith }
}

interface Sum extends WatchedWith {
  readonly score: number
}

/** The lists of all seeds in one, best first: what stands in several counts in each; ties by id. */
function joined(lists: readonly CoWatchList[]): ReadonlyMap<string, WatchedWith> {
  const sums = new Map<string, Sum>()
  for (const { items } of lists) {
    for (const { id, score, viewers, after } of items) {
      const before = sums.get(id) ?? { score: 0, viewers: 0, after: 0, seeds: 0 }
      const sum = { score: before.score + score, viewers: before.viewers + viewers, after: before.after + after, seeds: before.seeds + 1 }
      sums.set(id, sum)
    }
  }
  return new Map(Array.from(sums).sort(([a, one], [b, other]) => other.score - one.score || (a < b ? -1 : 1)))
}

function reasonOf(watched: WatchedWith | undefined): Reason {
  if (watched === undefined) return { code: 'co-watched', text: 'Watched by the same viewers' }
  if (watched.seeds > 1) return { code: 'co-watched', text: 'Watched by viewers of several videos you watched' }
  if (watched.after * 2 > watched.viewers) return { code: 'watched-after', text: 'Often watched after this video' }
  return { code: 'co-watched', text: 'Watched by viewers of this video, too' }
}
