import { UpnextError } from '#shared/errors.ts'
import type { Filter } from '#shared/index/filter.ts'
import { identityKeys } from '#shared/index/payload.ts'
import { SERVING_ALIAS } from '#shared/index/registry.ts'
import type { DisplayPayload } from '#shared/index/point.ts'
import type { Listed, Seed } from '#shared/index/video-index.ts'
import type { Recommending } from '../deps.ts'
import { exclusionOf } from '../rank/exclusions.ts'
import { createFeatures } from '../rank/features.ts'
import { isSameVideo } from '../rank/same-video.ts'
import { readSeeds } from '../seed/seed.ts'
import { createReads } from '../upkeep/reads.ts'
import type { Reads } from '../upkeep/reads.ts'
import type { DuplicatesAnswer, DuplicateView } from './answer.ts'

/** Copies are nearer than anything else: so many neighbours hold them. */
const NEIGHBOURS = 200

/**
 * The other uploads of a video that may be shown: those that share a key with it, and among its nearest neighbours those that are the same.
 * Hidden videos are not told of; whoever takes a video down asks while it is still there.
 * @throws UpnextError `unavailable` when the index does not answer in time.
 */
export async function findDuplicates(recommending: Recommending, id: string): Promise<DuplicatesAnswer> {
  const { deps, collections, killList } = recommending
  const { name } = await collections.resolve(SERVING_ALIAS)
  const reads = createReads({ ...deps, budgetMs: deps.indexBudgetMs })
  const down = killList.of(name)
  const [state] = await readSeeds(reads, name, [id], down, deps.clock())
  const { seed, status = 'unknown' } = state ?? {}
  const found = seed === undefined ? [] : await sameAs(reads, name, seed, deps.clock())
  const exclusions = { ids: new Set([id]), videos: [], shown: new Set<number>(), takenDown: await down }
  const copies = found.filter((item) => exclusionOf(item, exclusions, createFeatures()) === undefined)
  const ids = copies.map((copy) => copy.id)
  const displays = ids.length === 0 ? new Map<string, DisplayPayload>() : await reads.attempt((index) => index.displays(name, ids))
  if (reads.trouble() !== undefined) throw unanswered()
  return { id, status, duplicates: copies.flatMap((copy) => viewOf(copy, seed, displays?.get(copy.id))) }
}

async function sameAs(reads: Reads, collection: string, seed: Seed, now: number): Promise<readonly Listed[]> {
  const filter: Filter = { now, regions: [], ageRestricted: true, notIds: [seed.id] }
  const keys = identityKeys(seed.ranking)
  const { vector, words } = seed
  const [keyed, near] = await Promise.all([
    keys.length === 0 ? [] : reads.attempt((index) => index.latest(collection, { ...filter, sameAs: keys }, NEIGHBOURS)),
    reads.attempt((index) =>
      index.candidates(collection, {
        words,
        filter,
        limit: NEIGHBOURS,
        ...(vector === undefined ? { retrieve: 'words' as const } : { retrieve: 'dense' as const, vector }),
      }),
    ),
  ])
  const features = createFeatures()
  const all = new Map([...(keyed ?? []), ...(near ?? [])].map(({ id, ranking }) => [id, { id, ranking }]))
  return Array.from(all.values()).filter(({ ranking }) => isSameVideo(seed.ranking, ranking, features))
}

function viewOf({ id, ranking }: Listed, seed: Seed | undefined, display: DisplayPayload | undefined): DuplicateView[] {
  if (seed === undefined || display === undefined) return []
  const { channelId, durationSeconds, publishedAt } = ranking
  return [
    {
      id,
      why: whySame(ranking, seed.ranking),
      title: display.title,
      ...(channelId !== undefined && { channelId }),
      ...(durationSeconds !== undefined && { durationSeconds }),
      ...(publishedAt > 0 && { publishedAt: new Date(publishedAt).toISOString() }),
      ...(display.url !== undefined && { url: display.url }),
    },
  ]
}

function whySame(a: Listed['ranking'], b: Listed['ranking']): DuplicateView['why'] {
  if (a.duplicateKeys.some((key) => b.duplicateKeys.includes(key))) return 'same-source'
  return a.titleKey !== undefined && a.titleKey === b.titleKey ? 'same-title' : 'same-text'
}

function unanswered(): UpnextError {
  return new UpnextError('unavailable', 'The index did not answer in time.', { fix: 'Try again in a few seconds.', retryAfterSeconds: 2 })
}
