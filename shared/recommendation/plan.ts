import type { CollectionRecord } from '#shared/index/registry.ts'
import { SERVING_ALIAS } from '#shared/index/registry.ts'
import type { Listed, TakeDowns } from '#shared/index/video-index.ts'
import type { Audience, Recommending } from './deps.ts'
import { tightened } from './rank/channel-cap.ts'
import type { ChannelCap } from './rank/channel-cap.ts'
import { exclusionOf } from './rank/exclusions.ts'
import type { Exclusions } from './rank/exclusions.ts'
import { quarterHour } from './rank/freshness.ts'
import type { Decay } from './rank/freshness.ts'
import { hardFilter } from './request/filter.ts'
import { placementNamed } from './request/placements.ts'
import type { Placement } from './request/placements.ts'
import type { RecommendRequest } from './request/request.ts'
import { readSeeds } from './seed/seed.ts'
import { channelsOf, indexedSeeds, languagesOf, queryOf } from './seed/subject.ts'
import type { Subject } from './seed/subject.ts'
import { shownBefore } from './signed/cursor.ts'
import type { TierContext } from './tiers/tier.ts'
import { FIRST_LOAD_MS, within } from './upkeep/deadline.ts'
import { createReads } from './upkeep/reads.ts'
import type { Reads } from './upkeep/reads.ts'

/** All that is known before the first tier is filled. */
export interface Plan {
  readonly request: RecommendRequest
  readonly placement: Placement
  readonly collection: CollectionRecord
  readonly subject: Subject
  readonly cap: ChannelCap
  readonly exclusions: Exclusions
  readonly context: Omit<TierContext, 'wanted' | 'enough' | 'perChannel'>
}

/**
 * Reads what a request is about and settles the rules by which its shelf is filled.
 * @throws UpnextError `invalid-request`; `unavailable` while no collection is served.
 */
export async function planShelf(recommending: Recommending, request: RecommendRequest, audience: Audience): Promise<Plan> {
  const { deps, statistics, snapshots } = recommending
  const placement = placementNamed(recommending.placements, request.placement)
  const shown = shownBefore(recommending.cursors, request)
  const collection = await recommending.collections.resolve(SERVING_ALIAS)
  await Promise.all([snapshots.warm(collection.name), warmed(statistics.rarity(collection.recipe))])
  const text = request.text === undefined ? undefined : await deps.readText?.(request.text, collection.recipe)

  const reads = createReads({ ...deps, budgetMs: deps.indexBudgetMs })
  const { seeds, unwanted, takenDown } = await readVideos(recommending, reads, collection.name, request)
  const subject = { seeds, ...(text !== undefined && { text }) }
  const query = queryOf(subject, await reads.attempt(() => statistics.rarity(collection.recipe)))

  const now = deps.clock()
  const exclusions = exclusionsOf(request, [...indexedSeeds(subject), ...unwanted], shown, takenDown)
  const languages = preferredLanguages(request, audience, subject)
  const context = {
    collection: collection.name,
    recipe: collection.recipe,
    reads,
    snapshot: snapshots.peek(collection.name, languages),
    filter: hardFilter(request, placement, now, audience.regions),
    channels: channelsOf(subject),
    decay: decayOf(request, placement, now),
    candidates: placement.candidates + shown.size,
    accepts: (item: Listed) => exclusionOf(item, exclusions) === undefined,
    ...(languages.length > 0 && { languages }),
    ...(query !== undefined && { query }),
  }
  return { request, placement, collection, subject, cap: capOf(request, placement), exclusions, context }
}

/** Gives a cold process a moment for what it will keep. Never rejects. */
async function warmed(load: Promise<unknown>): Promise<void> {
  await within(FIRST_LOAD_MS, load).catch(() => undefined)
}

/** The seeds, the unwanted videos (for their duplicate keys) and the take-downs, all at once. */
async function readVideos({ deps, killList }: Recommending, reads: Reads, collection: string, request: RecommendRequest) {
  const down = killList.of(collection)
  const ids = [...request.exclude, ...request.negative]
  const [seeds, unwanted, takenDown] = await Promise.all([
    readSeeds(reads, collection, request.positive, down, deps.clock()),
    ids.length === 0 ? [] : reads.attempt((index) => index.score(collection, { words: new Map() }, ids)),
    down,
  ])
  return { seeds, unwanted: unwanted ?? [], takenDown }
}

function exclusionsOf(
  { positive, exclude, negative }: RecommendRequest,
  known: readonly Pick<Listed, 'ranking'>[],
  shown: ReadonlySet<number>,
  takenDown: TakeDowns,
): Exclusions {
  const keys = new Set(known.flatMap(({ ranking }) => ranking.duplicateKeys))
  return { ids: new Set([...positive, ...exclude, ...negative]), keys, shown, takenDown }
}

/** What is asked for, else what a known viewer reads, else what the seeds speak, else any. */
function preferredLanguages(request: RecommendRequest, audience: Audience, subject: Subject): readonly string[] {
  const wishes = [request.languages, audience.languages ?? [], languagesOf(subject)]
  return wishes.find((languages) => languages.length > 0) ?? []
}

function capOf({ maxPerChannel, diversity }: RecommendRequest, { cap, ranking }: Placement): ChannelCap {
  return tightened({ ...cap, perChannel: maxPerChannel ?? cap.perChannel }, diversity ?? ranking.diversity)
}

function decayOf({ freshness }: RecommendRequest, { ranking }: Placement, now: number): Decay {
  return { strength: freshness ?? ranking.freshness, halfLifeDays: ranking.halfLifeDays, now: quarterHour(now) }
}
