import { UpnextError } from '#shared/errors.ts'
import { isAvailable } from '#shared/index/filter.ts'
import { SERVING_ALIAS } from '#shared/index/registry.ts'
import type { DisplayPayload, WordVector } from '#shared/index/point.ts'
import type { Answer } from './answer.ts'
import { startRecommending } from './deps.ts'
import type { Audience, Recommending, RecommenderDeps } from './deps.ts'
import type { DuplicatesAnswer } from './duplicates/answer.ts'
import { findDuplicates } from './duplicates/find.ts'
import { explain } from './explain/explain.ts'
import type { Explanation } from './explain/explain.ts'
import { planShelf } from './plan.ts'
import type { Plan } from './plan.ts'
import { faultOf, present } from './present.ts'
import { sampleQuery } from './query-sample.ts'
import { quarterHour } from './rank/freshness.ts'
import { mustHaveTier } from './request/placements.ts'
import type { RecommendRequest } from './request/request.ts'
import { fillShelf } from './shelf.ts'
import { nextCursor } from './signed/cursor.ts'
import { shelfIdOf } from './signed/shelf-id.ts'
import type { TierItem } from './tiers/registry.ts'
import { createReads, noReads } from './upkeep/reads.ts'
import type { Reads } from './upkeep/reads.ts'
import type { Snapshot } from './upkeep/snapshot.ts'

/** Reading what a dozen items look like is quick: it gets a share of the index budget beside it. */
const HYDRATION_SHARE = 0.5

export interface Recommender {
  /**
   * The answer to a request, within the index budget from whatever answers.
   * @throws UpnextError `invalid-request`; `unavailable` when there is nothing at all to answer with.
   */
  readonly recommend: (request: RecommendRequest, audience: Audience) => Promise<Answer>
  /**
   * The same for other points of view on the subject of videos.
   * @throws UpnextError `invalid-request` also for a placement without the tier `perspective`.
   */
  readonly perspectives: (request: RecommendRequest, audience: Audience) => Promise<Answer>
  /** Why a video is on the shelf of a request, or is not. @throws what `recommend` throws. */
  readonly explain: (request: RecommendRequest, audience: Audience, candidate: string) => Promise<Explanation>
  /** The other uploads of a video. @throws UpnextError `unavailable` when the index does not answer in time. */
  readonly duplicates: (id: string) => Promise<DuplicatesAnswer>
  /** Resolves once answers can be given. @throws UpnextError what is missing. */
  readonly ready: () => Promise<void>
}

/** @throws UpnextError `configuration` without a signing key. */
export function createRecommender(deps: RecommenderDeps): Recommender {
  const recommending = startRecommending(deps)
  return {
    recommend: (request, audience) => recommend(recommending, request, audience),
    perspectives: async (request, audience) => {
      mustHaveTier(recommending.placements, request.placement, 'perspective')
      return recommend(recommending, request, audience)
    },
    explain: (request, audience, candidate) => explain(recommending, request, audience, candidate),
    duplicates: (id) => findDuplicates(recommending, id),
    ready: async () => {
      const { name, recipe } = await recommending.collections.resolve(SERVING_ALIAS)
      await Promise.all([recommending.snapshots.get(name), recommending.statistics.rarity(recipe)])
    },
  }
}

async function recommend(recommending: Recommending, request: RecommendRequest, audience: Audience): Promise<Answer> {
  const planned = await planShelf(recommending, request, audience)
  const { plan, items, displays, words } = await fillWithDisplays(recommending, planned)
  const shown = items.filter(({ id, ranking }) => displays.has(id) && isAvailable(ranking, recommending.deps.clock()))
  if (shown.length === 0 && faultOf(plan) !== undefined) throw nothing()
  const answer = present({ plan, items: shown, displays, words, ...signed(recommending, plan, shown, items.length === request.limit) })
  const { byTier, degraded, returned } = answer.fill
  recommending.deps.logger.debug('shelf-filled', { byTier, degraded, returned })
  sampleQuery(plan, shown, audience, recommending.deps)
  return answer
}

interface Filled {
  readonly plan: Plan
  readonly items: readonly TierItem[]
  readonly displays: ReadonlyMap<string, DisplayPayload>
  readonly words: ReadonlyMap<string, WordVector>
}

/** The shelf and what its items look like; filled once more from memory alone where the index fails in between. */
async function fillWithDisplays({ deps }: Recommending, plan: Plan): Promise<Filled> {
  const { items } = await fillShelf(plan)
  const hydration = createReads({ ...deps, budgetMs: deps.indexBudgetMs * HYDRATION_SHARE })
  const [displays, words = new Map<string, WordVector>()] = await Promise.all([
    readDisplays(hydration, plan, items),
    readWords(plan, items),
  ])
  if (displays !== undefined) return { plan, items, displays, words }

  const degraded = { ...plan, context: { ...plan.context, reads: noReads(hydration.trouble() ?? 'index-unavailable') } }
  const kept = await fillShelf(degraded)
  return { plan: degraded, items: kept.items, displays: keptDisplays(plan.context.snapshot, kept.items), words }
}

/** What the snapshot does not know is read from the index; undefined where that fails. */
async function readDisplays(reads: Reads, { context: { snapshot, collection } }: Plan, items: readonly TierItem[]) {
  const kept = keptDisplays(snapshot, items)
  const missing = items.map(({ id }) => id).filter((id) => !kept.has(id))
  if (missing.length === 0) return kept
  const read = await reads.attempt((index) => index.displays(collection, missing))
  return read && new Map([...kept, ...read])
}

/** The words of items that contents brought, for their reasons: worth no fault and no waiting. */
async function readWords({ context: { reads, collection } }: Plan, items: readonly TierItem[]) {
  const ids = items.filter(({ score }) => score !== undefined).map(({ id }) => id)
  return ids.length === 0 ? undefined : reads.spare((index) => index.words(collection, ids))
}

function keptDisplays(snapshot: Snapshot | undefined, items: readonly TierItem[]): ReadonlyMap<string, DisplayPayload> {
  return new Map(
    items.flatMap(({ id }) => {
      const display = snapshot?.display(id)
      return display === undefined ? [] : [[id, display] as const]
    }),
  )
}

function signed(
  { cursors, shelves, deps }: Recommending,
  { request, collection, assignment, exclusions }: Plan,
  items: readonly TierItem[],
  wasFull: boolean,
) {
  const cursor = wasFull ? nextCursor(cursors, request, exclusions.shown, items) : undefined
  const identity = { request, collection: collection.name, arm: armName(assignment), quarterHour: quarterHour(deps.clock()), items }
  return { cursor, shelfId: shelfIdOf(shelves, identity) }
}

function armName(assignment: Plan['assignment']): string | null {
  return assignment === undefined ? null : `${assignment.id}/${assignment.arm}`
}

function nothing(): UpnextError {
  return new UpnextError('unavailable', 'The index does not answer, and there is nothing in memory to answer with.', {
    fix: 'Try again in a few seconds.',
    retryAfterSeconds: 2,
  })
}
