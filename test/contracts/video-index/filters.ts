import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { it } from 'node:test'
import fc from 'fast-check'
import { passes, type Filter } from '#shared/index/filter.ts'
import type { Point, RankingPayload } from '#shared/index/point.ts'
import { aPoint, atAngle, compareIds, ODD_IDS } from '#test/support/points.ts'
import { inCollection, type IndexUnderTest } from './collections.ts'

const LANGUAGES = ['en', 'fr', 'zh-hant']
const CATEGORIES = ['sport', "it's"]
const COUNTRIES = ['FR', 'DE', 'US']
/** Moments lie close together, so that limits are met exactly. */
const someMoment = fc.integer({ min: 0, max: 4 })
const someDuration = fc.constantFrom(0, 1, 1.5, 60)

const partial = <T>(arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(arbitraries, { requiredKeys: [] })
const fewOf = (arbitraries: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Partial<Filter>> =>
  fc
    .subarray(Object.entries(arbitraries), { maxLength: 2 })
    .chain((chosen) => fc.record(Object.fromEntries(chosen)).map((fields) => fields as Partial<Filter>))
const some = (values: readonly string[]) => fc.subarray([...values])

const someRegions = fc.oneof(
  some(COUNTRIES).map((allowed) => ({ allowed })),
  some(COUNTRIES).map((blocked) => ({ blocked })),
)

function someRanking(channels: readonly string[]): fc.Arbitrary<RankingPayload> {
  return fc
    .tuple(
      fc.record({
        standing: fc.constantFrom('shown' as const, 'shown' as const, 'shown' as const, 'seed-only' as const, 'hidden' as const),
        mix: fc.constantFrom('', 'td'),
        publishedAt: someMoment,
        embeddable: fc.boolean(),
        ageRestricted: fc.boolean(),
        madeForKids: fc.boolean(),
        duplicateKeys: fc.subarray(['key', 'lock']),
      }),
      partial({
        language: fc.constantFrom(...LANGUAGES),
        textLanguage: fc.constantFrom('en', 'pl'),
        channelId: fc.constantFrom(...channels),
        category: fc.constantFrom(...CATEGORIES),
        availableFrom: someMoment,
        availableUntil: someMoment,
        durationSeconds: someDuration,
        regions: someRegions,
        titleKey: fc.constantFrom('bolt'),
        sketch: fc.constantFrom('c2tldGNo'),
        series: fc.record({ key: fc.constant('row'), part: someMoment }, { noNullPrototype: true }),
      }),
    )
    .map(([required, optional]) => ({ ...required, ...optional }))
}

function someFilter(channels: readonly string[]): fc.Arbitrary<Filter> {
  return fc
    .tuple(
      fc.record({
        now: someMoment,
        regions: fc.oneof(
          { weight: 3, arbitrary: fc.constant([]) },
          { weight: 2, arbitrary: some(COUNTRIES) },
          { weight: 1, arbitrary: fc.constant('unknown' as const) },
        ),
        ageRestricted: fc.boolean(),
      }),
      // Few limits at a time: under all of them nothing would ever pass.
      fewOf({
        languages: some(LANGUAGES),
        notLanguages: some(LANGUAGES),
        channels: some(channels),
        notChannels: some(channels),
        categories: some(CATEGORIES),
        notCategories: some(CATEGORIES),
        minDuration: someDuration,
        maxDuration: someDuration,
        embeddableOnly: fc.boolean(),
        notIds: some(ODD_IDS),
        ids: some(ODD_IDS),
        sameAs: some(['key', 'lock', 'bolt']),
      }),
    )
    .map(([required, optional]) => ({ ...required, ...optional }))
}

/** Candidates and latest videos are exactly those that the rule in memory lets pass. */
export function filterRules(index: IndexUnderTest): void {
  it('lets pass what `passes` lets pass and no suspended channel stands behind, on every way of retrieving', async () => {
    const channels = [randomUUID(), randomUUID(), randomUUID()]
    const [suspended = ''] = channels
    await index().putChannels([{ id: suspended, version: 1, suspended: true }])
    const rankings = fc.array(someRanking(channels), { minLength: ODD_IDS.length, maxLength: ODD_IDS.length })
    const filters = fc.array(someFilter(channels), { minLength: 12, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(rankings, filters, (rankings, filters) =>
        inCollection(index(), async (collection) => {
          const points = rankings.map((ranking, i) => aPoint({ id: ODD_IDS[i] ?? '', ranking, words: new Map([['sea', 0.5]]) }))
          await index().upsert(collection, points)
          for (const filter of filters) {
            const passing = (point: Point) => passes(filter, point.id, point.ranking) && point.ranking.channelId !== suspended
            const expected = points.filter(passing).map(({ id }) => id)
            assert.deepEqual(
              await found(index, collection, filter),
              [expected, expected, expected, expected].map((ids) => ids.toSorted(compareIds)),
            )
          }
        }),
      ),
      { numRuns: 25 },
    )
  })
}

/** Ids by each way of retrieving, sorted. */
async function found(index: IndexUnderTest, collection: string, filter: Filter): Promise<string[][]> {
  const query = { vector: atAngle(0), words: new Map([['sea', 1]]), filter, limit: 50 }
  const lists = await Promise.all([
    index().latest(collection, filter, 50),
    ...(['dense', 'words', 'both'] as const).map((retrieve) => index().candidates(collection, { ...query, retrieve })),
  ])
  return lists.map((list) => list.map(({ id }) => id).sort(compareIds))
}
