import type { SignalStore } from '#shared/signals/signal-store.ts'
import { createGenerations } from './generations.ts'

/** A prior moves slowly: views of a quarter of an hour ago rank as well. */
const TTL_MS = 15 * 60 * 1000
const MAX_VIDEOS = 200_000

/** Views by id, kept in the process; a video without signals has none. */
export interface Views {
  /** @throws UpnextError what the store throws. */
  of(ids: readonly string[]): Promise<ReadonlyMap<string, number>>
}

export function createViews(signals: Pick<SignalStore, 'get'>, clock: () => number): Views {
  const known = createGenerations<number>({ ttlMs: TTL_MS, maxEntries: MAX_VIDEOS, clock })
  return {
    of: async (ids) => {
      const missing = ids.filter((id) => known.get(id) === undefined)
      const read = missing.length === 0 ? new Map<string, never>() : await signals.get(missing)
      missing.forEach((id) => known.set(id, read.get(id)?.views ?? 0))
      return new Map(ids.map((id) => [id, known.get(id) ?? 0]))
    },
  }
}
