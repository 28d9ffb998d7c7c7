import { UpnextError } from '#shared/errors.ts'
import type { CollectionRecord } from '#shared/index/registry.ts'
import { SERVING_ALIAS } from '#shared/index/registry.ts'
import type { Filter } from '#shared/index/filter.ts'
import type { Listed, TakeDowns } from '#shared/index/video-index.ts'
import type { Audience, Recommending } from './deps.ts'
import { assignmentOf, placementOf } from './experiment/assign.ts'
import type { Assignment } from './experiment/assign.ts'
import { openArm } from './experiment/tester-token.ts'
import type { TesterArm } from './experiment/tester-token.ts'
import { NO_LANGUAGE_LEVELS } from '#shared/recipe/statistics/language-levels.ts'
import { tightened } from './rank/channel-cap.ts'
import type { ChannelCap } from './rank/channel-cap.ts'
import { exclusionOf } from './rank/exclusions.ts'
import type { Exclusions } from './rank/exclusions.ts'
import { createFeatures } from './rank/features.ts'
import { NOTHING_WATCHED } from './rank/watched.ts'
import type { WatchedVideos } from './rank/watched.ts'
import { editorialAt } from './request/editorial.ts'
import { hardFilter } from './request/filter.ts'
import type { Placement } from './request/placement-schema.ts'
import { placementNamed } from './request/placements.ts'
import type { RecommendRequest } from './request/request.ts'
import { popularityOf, rulesOf } from './request/rules.ts'
import { readSeeds } from './seed/seed.ts'
import type { SeedState } from './seed/seed.ts'
import { readWatching, UNWATCHED } from './seed/watching.ts'
import type { Watching } from './seed/watching.ts'
import { channelsOf, indexedSeeds, languagesOf, queryOf } from './seed/subject.ts'
import type { Subject } from './seed/subject.ts'
import { contentsOf, unwantedQueries } from './seed/unwanted.ts'
import { shownBefore } from './signed/cursor.ts'
import type { TierContext } from './tiers/tier.ts'
import { FIRST_LOAD_MS, within } from './upkeep/deadline.ts'
import { createReads } from './upkeep/reads.ts'
import { regionOf } from './upkeep/trending-lists.ts'
import type { Reads } from './upkeep/reads.ts'

/** Of the index budget, for looking up how words are spelled, before anything is searched for. */
const SPELLING_SHARE = 0.5

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
  /** What the viewer has watched and may have again, behind the rest of its tier. */
  readonly behind: WatchedVideos
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
  await Promise.all([snapshots.warm(name), warmed(Promise.all([statistics.rarity(recipe), statistics.languages(recipe)]))])
  const now = deps.clock()
  const filter = hardFilter(request, placement, now, audience.regions)
  const [text, avoided] = await readTexts(recommending, request, collection, filter)

  const reads = createReads({ ...deps, budgetMs: deps.indexBudgetMs })
  const [{ seeds, negatives, excluded, takenDown }, watching, watched] = await Promise.all([
    readVideos(recommending, reads, name, request),
    placement.tiers.includes('co-watched') ? readWatching(deps.signals, request.positive, deps.clock(), deps.indexBudgetMs) : UNWATCHED,
    readWatched(recommending, reads, name, placement, audience),
  ])
  const subject = { seeds, ...(text !== undefined && { text }) }
  const disliked = indexedSeeds({ seeds: negatives })
  const [rarity, levels = NO_LANGUAGE_LEVELS] = await Promise.all([
    reads.attempt(() => statistics.rarity(recipe)),
    reads.attempt(() => statistics.languages(recipe)),
  ])
  const query = queryOf(subject, rarity)
  const unwanted = unwantedQueries(avoided, contentsOf(disliked), rarity)

  const features = createFeatures()
  const known = [...indexedSeeds(subject), ...disliked, ...excluded]
  const exclusions = {
    ...exclusionsOf(request, known, shown, takenDown),
    ...(placement.watched === 'remove' && watched.ids.size > 0 && { watched }),
  }
  const asked = askedLanguages(request, audience)
  const languages = asked.length > 0 ? asked : languagesOf(subject)
  const editorial = editorialAt(placement, now)
  const context = {
    collection: name,
    recipe,
    levels,
    reads,
    snapshot: snapshots.peek(name, languages, regionOf(audience.regions)),
    filter,
    languagesAsked: asked.length > 0,
    seeds: indexedSeeds(subject).map(({ ranking }) => ranking),
    channels: channelsOf(subject),
    watching: usable(watching, subject),
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
  const behind = placement.watched === 'down-rank' ? watched : NOTHING_WATCHED
  const settled = { request, placement, collection, ...(assignment !== undefined && { assignment }) }
  return { ...settled, subject, negatives, cap: capOf(request, placement), exclusions, behind, context }
}

/** The collection that the request's arm names, else the one that serves. An arm whose collection is gone takes part in no experiment. */
async function assigned(recommending: Recommending, placement: Placement, { bucket, arm }: RecommendRequest) {
  const { collections, deps } = recommending
  const assignment = assignmentOf(placement, bucket, deps.clock(), arm === undefined ? undefined : testerArm(recommending, arm))
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

function testerArm({ testers }: Recommending, token: string): TesterArm {
  const chosen = openArm(testers, token)
  if (chosen !== undefined) return chosen
  throw new UpnextError('invalid-request', 'arm takes a token that `upnext placement token` made here', { field: 'arm' })
}

/** Of a video that may not be watched nothing is used. */
function usable({ lists, views }: Watching, { seeds }: Subject): Watching {
  const known = new Set(seeds.filter(({ status }) => status !== 'unavailable').map(({ id }) => id))
  return { lists: lists.filter(({ id }) => known.has(id)), views }
}

/** The text to search for, its spelling forgiven, and the one to avoid. */
async function readTexts(
  { deps, statistics }: Recommending,
  request: RecommendRequest,
  { name, recipe }: CollectionRecord,
  filter: Filter,
) {
  const { text, avoidText } = request
  const { readText } = deps
  if (readText === undefined) return []
  const reads = createReads({ ...deps, budgetMs: deps.indexBudgetMs * SPELLING_SHARE })
  const rarity = text === undefined ? undefined : await reads.spare(() => statistics.rarity(recipe))
  const findable = rarity && { reads, collection: name, filter, rarity }
  return Promise.all([
    text === undefined ? undefined : readText(text, recipe, findable),
    avoidText === undefined ? undefined : readText(avoidText, recipe),
  ])
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

/** How many of the last watched are read, for their duplicates: uploads of the same video come close after each other. */
const COMPARED = 100

/** What the viewer has watched. It costs no answer: what cannot be read in time was not watched. */
async function readWatched(
  { watchLists }: Recommending,
  reads: Reads,
  collection: string,
  placement: Placement,
  { viewer }: Audience,
): Promise<WatchedVideos> {
  if (viewer === undefined || watchLists === undefined || placement.watched === 'keep') return NOTHING_WATCHED
  const ids = await watchLists.of(viewer)
  if (ids.length === 0) return NOTHING_WATCHED
  const videos = await reads.spare((index) => index.score(collection, { words: new Map() }, ids.slice(0, COMPARED)))
  return { ids: new Set(ids), videos: (videos ?? []).map(({ ranking }) => ranking) }
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
