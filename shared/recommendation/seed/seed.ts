import { isAvailable } from '#shared/index/filter.ts'
import type { Seed, TakeDowns } from '#shared/index/video-index.ts'
import type { Reads } from '../upkeep/reads.ts'

/**
 * `indexed`: its content is used. `not-indexed`: not known, or not yet. `unavailable`: taken down or not to be shown.
 * `unknown`: the index did not say.
 */
export type SeedStatus = 'indexed' | 'not-indexed' | 'unavailable' | 'unknown'

/** A video that was asked about. Only an indexed one has content. */
export interface SeedState {
  readonly id: string
  readonly status: SeedStatus
  readonly seed?: Seed
}

/** The state of each id, in order. Of a video that may not be watched at `now` nothing is used, not even that it has a title. */
export async function readSeeds(
  reads: Reads,
  collection: string,
  ids: readonly string[],
  takenDown: Promise<TakeDowns>,
  now: number,
): Promise<readonly SeedState[]> {
  if (ids.length === 0) return []
  const [found, { videos }] = await Promise.all([reads.attempt((index) => index.seeds(collection, ids)), takenDown])
  return ids.map((id) => {
    if (found === undefined) return { id, status: 'unknown' }
    const seed = found.get(id)
    if (seed === undefined) return { id, status: videos.has(id) ? 'unavailable' : 'not-indexed' }
    return mayBeWatched(seed, now) ? { id, status: 'indexed', seed } : { id, status: 'unavailable' }
  })
}

function mayBeWatched({ ranking, channelSuspended }: Seed, now: number): boolean {
  return ranking.standing !== 'hidden' && channelSuspended !== true && isAvailable(ranking, now)
}
