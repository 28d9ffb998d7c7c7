import { passes } from '#shared/index/filter.ts'
import type { Filter } from '#shared/index/filter.ts'
import type { Listed, VideoIndex } from '#shared/index/video-index.ts'
import type { Logger } from '#shared/logger.ts'
import type { SignalReads } from '#shared/signals/signal-store.ts'
import { WORLD } from '#shared/signals/trending.ts'
import type { TrendingList } from '#shared/signals/trending.ts'

/** Videos that are kept in memory of the world's list, and of a country's. */
const OF_WORLD = 400
const OF_REGION = 150
/** A list of that age is of an installation whose refresh has stopped: it trends no more. */
const STALE_MS = 24 * 60 * 60 * 1000

/** Those that pass, best first; of a country's list first, then of the world's. */
export type TrendingOf = (filter: Filter, region?: string) => readonly Listed[]

export interface TrendingSources {
  readonly index: VideoIndex
  readonly logger: Logger
  readonly signals: Pick<SignalReads, 'trending'> | undefined
}

/** What is watched these days, as far as the index may show any of it. What fails here fails nothing else. Never rejects. */
export async function loadTrending(
  { index, logger, signals }: TrendingSources,
  collection: string,
  regions: readonly string[],
  now: number,
): Promise<{ readonly ids: readonly string[]; readonly of: TrendingOf }> {
  try {
    const lists = (await signals?.trending([WORLD, ...regions])) ?? new Map<string, TrendingList>()
    const ranked = new Map(
      Array.from(lists.values())
        .filter(({ computedAt }) => now - computedAt < STALE_MS)
        .map(idsOf),
    )
    const ids = Array.from(new Set(Array.from(ranked.values()).flat()))
    const anything: Filter = { now, regions: [], ageRestricted: true, ids }
    const listed = ids.length === 0 ? [] : await index.latest(collection, anything, ids.length)
    return { ids: listed.map(({ id }) => id), of: ranker(ranked, new Map(listed.map((item) => [item.id, item]))) }
  } catch (error) {
    logger.warn('trending.load-failed', { error })
    return { ids: [], of: () => [] }
  }
}

/** The country that a list is looked for by: the first that is known. */
export function regionOf(regions: Filter['regions']): string | undefined {
  return regions === 'unknown' ? undefined : regions[0]
}

function idsOf({ region, items }: TrendingList): readonly [string, readonly string[]] {
  return [region, items.slice(0, region === WORLD ? OF_WORLD : OF_REGION).map(({ id }) => id)]
}

function ranker(ranked: ReadonlyMap<string, readonly string[]>, videos: ReadonlyMap<string, Listed>): TrendingOf {
  return (filter, region) => {
    const own = region === undefined ? [] : (ranked.get(region) ?? [])
    const ids = Array.from(new Set([...own, ...(ranked.get(WORLD) ?? [])]))
    return ids.flatMap((id) => videos.get(id) ?? []).filter(({ id, ranking }) => passes(filter, id, ranking))
  }
}
