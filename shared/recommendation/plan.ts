import type { CollectionRecord } from '#shared/index/registry.ts'
import { SERVING_ALIAS } from '#shared/index/registry.ts'
import type { Listed, TakeDowns } from '#shared/index/video-index.ts'
import type { Audience, Recommending } from './deps.ts'
import { assignmentOf, placementOf } from './experiment/assign.ts'
import type { Assignment } from './experiment/assign.ts'
import { tightened } from './rank/channel-cap.ts'
import type { ChannelCap } from './rank/channel-cap.ts'
import { exclusionOf } from './rank/exclusions.ts'
import type { Exclusions } from './rank/exclusions.ts'
import { createFeatures } from './rank/features.ts'
import { editorialAt } from './request/editorial.ts'
import { hardFilter } from './request/filter.ts'
import type { Placement } from './request/placement-schema.ts'
import { placementNamed } from './request/placements.ts'
import type { RecommendRequest } from './request/request.ts'
import { popularityOf, rulesOf } from './request/rules.ts'
import { readSeeds } from './seed/seed.ts'
import type { SeedState } from './seed/seed.ts'
import { channelsOf, indexedSeeds, languagesOf, queryOf } from './seed/subject.ts'
import type { Subject } from './seed/subject.ts'
import { contentsOf, unwantedQueries } from './seed/unwanted.ts'
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
  /** The arm of an experiment that it is made by. */
  readonly assignment?: Assignment
  readonly subject: Subject
  /** The state of each video that the viewer did not like. */
  readonly negatives: readonly SeedState[]
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
  const named = placementNamed(recommending.placements, request.placement)
  const shown = shownBefore(recommending.cursors, request)
  const { collection, assignment } = await assigned(recommending, named, request)
  const placement = placementOf(named, assignment)
  const { name, recipe } = collection
  await Promise.all([snapshots.warm(name), warmed(statistics.rarity(recipe))])
  const read = async (text: string | undefined) => (text === undefined ? undefined : deps.readText?.(text, recipe))
  const [text, avoided] = await Promise.all([read(request.text), read(request.avoidText)])

  const reads = createReads({ ...deps, budgetMs: deps.indexBudgetMs })
  const { seeds, negatives, excluded, takenDown } = await readVideos(recommending, reads, name, request)
  const subject = { seeds, ...(text !== undefined && { text }) }
  const disliked = indexedSeeds({ seeds: negatives })
  const rarity = await reads.attempt(() => statistics.rarity(recipe))
  const query = queryOf(subject, rarity)
  const unwanted = unwantedQueries(avoided, contentsOf(disliked), rarity)

  const now = deps.clock()
  const features = createFeatures()
  const exclusions = exclusionsOf(request, [...indexedSeeds(subject), ...disliked, ...excluded], shown, takenDown)
  const asked = askedLanguages(request, audience)
  const languages = asked.length > 0 ? asked : languagesOf(subject)
  const editorial = editorialAt(placement, now)
  const context = {
    collection: name,
    recipe,
    reads,
    snapshot: snapshots.peek(name, languages),
    filter: hardFilter(request, placement, now, audience.regions),
    languagesAsked: asked.length > 0,
    seeds: indexedSeeds(subject).map(({ ranking }) => ranking),
    channels: channelsOf(subject),
    rules: rulesOf(request, placement, indexedSeeds(subject), now),
    popularity: popularityOf(recommending.views, placement, deps.indexBudgetMs),
    unwanted,
    diversity: request.diversity ?? placement.ranking.diversity,
    sameSubject: placement.ranking.sameSubject,
    features,
    pins: request.cursor === undefined ? editorial.pins : [],
    candidates: placement.candidates + shown.size,
    accepts: (item: Listed) => exclusionOf(item, exclusions, features) === undefined,
    ...(languages.length > 0 && { languages }),
    ...(query !== undefined && { query }),
  }
  return {
    request,
    placement,
    collection,
    ...(assignment !== undefined && { assignment }),
    subject,
    negatives,
    cap: capOf(request, placement),
    exclusions,
    context,
  }
}

/** The collection that the request's arm names, else the one that serves. An arm whose collection is gone takes part in no experiment. */
async function assigned({ collections, deps }: Recommending, placement: Placement, { bucket }: RecommendRequest) {
  const assignment = assignmentOf(placement, bucket, deps.clock())
  const wanted = assignment?.differs.collection
  const [serving, found] = await Promise.all([
    collections.resolve(SERVING_ALIAS),
    wanted === undefined ? undefined : collections.find(wanted),
  ])
  if (wanted !== undefined && found === undefined) {
    deps.logger.warn('experiment.collection-missing', { experiment: assignment?.id, arm: assignment?.arm, collection: wanted })
    return { collection: serving }
  }
  return { collection: found ?? serving, ...(assignment !== undefined && { assignment }) }
}

/** Gives a cold process a moment for what it will keep. Never rejects. */
async function warmed(load: Promise<unknown>): Promise<void> {
  await within(FIRST_LOAD_MS, load).catch(() => undefined)
}

/** Seeds, negatives, the excluded (for their duplicates) and the take-downs, all at once. */
async function readVideos({ deps, killList }: Recommending, reads: Reads, collection: string, request: RecommendRequest) {
  const { positive, negative, exclude } = request
  const down = killList.of(collection)
  const [seeds, negatives, excluded, takenDown] = await Promise.all([
    readSeeds(reads, collection, positive, down, deps.clock()),
    readSeeds(reads, collection, negative, down, deps.clock()),
    exclude.length === 0 ? [] : reads.attempt((index) => index.score(collection, { words: new Map() }, exclude)),
    down,
  ])
  return { seeds, negatives, excluded: excluded ?? [], takenDown }
}

function exclusionsOf(
  { positive, exclude, negative }: RecommendRequest,
  known: readonly Pick<Listed, 'ranking'>[],
  shown: ReadonlySet<number>,
  takenDown: TakeDowns,
): Exclusions {
  return { ids: new Set([...positive, ...exclude, ...negative]), videos: known.map(({ ranking }) => ranking), shown, takenDown }
}

/** What is asked for, else what a known viewer reads; where that is none, what the seeds speak is preferred. */
function askedLanguages(request: RecommendRequest, audience: Audience): readonly string[] {
  return request.languages.length > 0 ? request.languages : (audience.languages ?? [])
}

function capOf({ maxPerChannel, diversity }: RecommendRequest, { cap, ranking }: Placement): ChannelCap {
  return tightened({ ...cap, perChannel: maxPerChannel ?? cap.perChannel }, diversity ?? ranking.diversity)
}
