import fc from 'fast-check'
import type { Write } from './index-model.ts'
import { aPoint, aRanking, aTombstone, atAngle } from './points.ts'

const VIDEOS = 60
const VERSIONS = 6

/**
 * Upserts and deletes of some videos in several versions, shuffled by the seed. The writes themselves are always the same, so that
 * processes with different seeds send the same events in different orders.
 */
export function fleetOfWrites(seed: number): Write[] {
  const writes = Array.from({ length: VIDEOS * VERSIONS }, (_, i) => writeOf(Math.floor(i / VERSIONS), i % VERSIONS))
  return fc.sample(fc.shuffledSubarray(writes, { minLength: writes.length }), { seed, numRuns: 1 })[0] ?? []
}

export const FLEET_IDS = Array.from({ length: VIDEOS }, (_, video) => idOf(video))
export const FLEET_TERMS = ['sea', 'salt', 'brot']

function writeOf(video: number, version: number): Write {
  const id = idOf(video)
  // Every fourth video ends deleted; some are deleted in between.
  if ((version === VERSIONS - 1 && video % 4 === 0) || (version === 2 && video % 3 === 0)) return { upsert: aTombstone(id, version) }
  const term = FLEET_TERMS[(video + version) % FLEET_TERMS.length] ?? ''
  const upsert = aPoint({
    id,
    order: { version, deleted: false, digest: 'aa' },
    textHash: `text ${version}`,
    vector: atAngle(((video + version) % 18) * 10),
    words: new Map([[term, 0.5]]),
    ranking: aRanking({ standing: (video + version) % 5 === 0 ? 'hidden' : 'shown' }),
    display: { title: `Version ${version}` },
  })
  return { upsert }
}

function idOf(video: number): string {
  return `video/${video} 🎬`
}
