import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isAvailable, passes } from '#shared/index/filter.ts'
import type { Point, RankingPayload } from '#shared/index/point.ts'
import type { Answer } from '#shared/recommendation/answer.ts'
import { createRecommender } from '#shared/recommendation/recommender.ts'
import { hardFilter } from '#shared/recommendation/request/filter.ts'
import { PLACEMENTS, placementNamed } from '#shared/recommendation/request/placements.ts'
import { parseRequest } from '#shared/recommendation/request/request.ts'
import type { RecommendRequest } from '#shared/recommendation/request/request.ts'
import { DAY, NOON, stored } from '#test/support/catalogue.ts'
import { answeringDeps, idsOf } from '#test/support/recommending.ts'

const channel = fc.constantFrom('c', 'd', 'e')
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })
const video = fc.record({
  angle: maybe(fc.integer({ min: 0, max: 180 })),
  language: fc.constantFrom('en', 'fr', 'hi'),
  channelId: channel,
  category: fc.constantFrom('news', 'music'),
  durationSeconds: fc.integer({ min: 0, max: 100 }),
  standing: fc.constantFrom('shown' as const, 'shown' as const, 'seed-only' as const, 'hidden' as const),
  ageRestricted: fc.boolean(),
  availableUntil: fc.constantFrom(NOON - DAY, NOON + DAY),
  duplicateKeys: fc.subarray(['k', 'l'], { maxLength: 1 }),
})
const catalogues = fc.array(video, { maxLength: 40 }).map((videos) => videos.map((options, i) => stored(`v${i}`, options)))
const requests = fc
  .record({
    positive: fc.subarray(['v0', 'v1', 'nobody'], { maxLength: 2 }),
    exclude: fc.subarray(Array.from({ length: 40 }, (_, i) => `v${i}`)),
    languages: fc.subarray(['en', 'hi', 'sw']),
    channels: fc.subarray(['c', 'd', 'nobody']),
    categories: fc.subarray(['news', 'nothing']),
    limit: fc.integer({ min: 1, max: 12 }),
    minDuration: fc.constantFrom(undefined, 50, 99),
    ageRestricted: fc.boolean(),
    diversity: fc.constantFrom(undefined, 0, 1),
    freshness: fc.constantFrom(undefined, 1),
  })
  .map((parameters) => parseRequest(parameters, 'default'))

/** The videos that may be on a request's shelf, by a plain reading of the rules. */
function eligible(points: readonly Point[], request: RecommendRequest): ReadonlySet<string> {
  const filter = hardFilter(request, placementNamed(PLACEMENTS, 'default'), NOON, [])
  const named = new Set([...request.positive, ...request.exclude, ...request.negative])
  // Of a seed that may not be watched nothing is used, not even what it is a copy of.
  const watchable = (ranking: RankingPayload) => ranking.standing !== 'hidden' && isAvailable(ranking, NOON)
  const known = points.filter(({ id, ranking }) => named.has(id) && (!request.positive.includes(id) || watchable(ranking)))
  const also = points.filter(({ id }) => request.exclude.includes(id))
  const keys = new Set([...known, ...also].flatMap(({ ranking }) => ranking.duplicateKeys))
  return new Set(
    points
      .filter(({ id, ranking }) => passes(filter, id, ranking) && !ranking.duplicateKeys.some((key) => keys.has(key)))
      .map(({ id }) => id),
  )
}

/** The answer of an instance that starts cold, or with its snapshot loaded. */
async function recommend(points: readonly Point[], request: RecommendRequest, warm: boolean): Promise<Answer> {
  const recommender = createRecommender(answeringDeps(points))
  if (warm) await recommender.ready()
  return recommender.recommend(request, { regions: [] })
}

describe('every shelf', () => {
  it('holds eligible videos only, and is never empty while there is one', async () => {
    await fc.assert(
      fc.asyncProperty(catalogues, requests, fc.boolean(), async (points, request, warm) => {
        const allowed = eligible(points, request)
        const ids = idsOf(await recommend(points, request, warm))
        assert.deepEqual(
          ids.filter((id) => !allowed.has(id)),
          [],
        )
        assert.equal(ids.length > 0, allowed.size > 0)
      }),
      { numRuns: 150 },
    )
  })

  it('is as full as the eligible videos make it, duplicates counted once', async () => {
    await fc.assert(
      fc.asyncProperty(catalogues, requests, fc.boolean(), async (points, request, warm) => {
        const distinct = points.map((point) => ({ ...point, ranking: { ...point.ranking, duplicateKeys: [] } }))
        const { items, fill } = await recommend(distinct, request, warm)
        assert.equal(items.length, Math.min(request.limit, eligible(distinct, request).size))
        assert.equal(fill.returned, items.length)
      }),
      { numRuns: 100 },
    )
  })

  it('goes on page by page without repeats until all eligible videos were shown', async () => {
    await fc.assert(
      fc.asyncProperty(catalogues, requests, fc.boolean(), async (points, request, warm) => {
        const distinct = points.map((point) => ({ ...point, ranking: { ...point.ranking, duplicateKeys: [`only ${point.id}`] } }))
        const seen: string[] = []
        for (let cursor: string | null | undefined = undefined; cursor !== null;) {
          const page: Answer = await recommend(distinct, { ...request, cursor }, warm)
          seen.push(...idsOf(page))
          cursor = page.cursor
        }
        assert.equal(new Set(seen).size, seen.length)
        assert.deepEqual(new Set(seen), eligible(distinct, request))
      }),
      { numRuns: 60 },
    )
  })

  it('is the same for the same request', async () => {
    await fc.assert(
      fc.asyncProperty(catalogues, requests, fc.boolean(), async (points, request, warm) => {
        assert.deepEqual(await recommend(points, request, warm), await recommend(points.toReversed(), request, !warm))
      }),
      { numRuns: 40 },
    )
  })
})
