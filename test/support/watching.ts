import type { CoWatchList } from '#shared/signals/co-watch.ts'
import type { SignalReads } from '#shared/signals/signal-store.ts'
import type { TrendingList } from '#shared/signals/trending.ts'
import { NOON } from './catalogue.ts'

/** What viewers of a video watched too, in the order given; each item as `[id, viewers, after]` or an id. */
export function aCoWatchList(
  id: string,
  items: readonly (string | readonly [string, number, number])[],
  fields: Partial<CoWatchList> = {},
): CoWatchList {
  const watched = items.map((item, i) => {
    const [other, viewers, after] = typeof item === 'string' ? [item, 4, 1] : item
    return { id: other, score: 1 / (i + 2), viewers, after }
  })
  return { id, computedAt: NOON, viewers: 10, items: watched, ...fields }
}

export function aTrendingList(ids: readonly string[], fields: Partial<TrendingList> = {}): TrendingList {
  return { region: '', computedAt: NOON, items: ids.map((id, i) => ({ id, score: ids.length - i })), ...fields }
}

interface Known {
  readonly coWatch?: readonly CoWatchList[]
  readonly trending?: readonly TrendingList[]
  readonly views?: Readonly<Record<string, number>>
}

/** Signals as answers read them. */
export function someSignals({ coWatch = [], trending = [], views = {} }: Known): SignalReads {
  const pick = <T>(all: readonly T[], keyOf: (value: T) => string, keys: readonly string[]): ReadonlyMap<string, T> =>
    new Map(all.filter((value) => keys.includes(keyOf(value))).map((value) => [keyOf(value), value]))
  const measured = Object.entries(views).map(([id, count]) => ({ id, views: count, clock: { measuredAt: 1 } }))
  return {
    get: (ids) => Promise.resolve(pick(measured, ({ id }) => id, ids)),
    coWatch: (ids) => Promise.resolve(pick(coWatch, ({ id }) => id, ids)),
    trending: (regions) => Promise.resolve(pick(trending, ({ region }) => region, regions)),
  }
}
