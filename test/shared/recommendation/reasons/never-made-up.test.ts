import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { DAY, NOON, stored } from '#test/support/catalogue.ts'
import { recommendApp, shelfOf } from '#test/support/recommending.ts'

const TERMS = ['sourdough', 'bake', 'bread', 'rye']
const someWords = fc
  .uniqueArray(fc.constantFrom(...TERMS), { maxLength: 4 })
  .map((terms) => Object.fromEntries(terms.map((term) => [term, 0.5])))
const someVideo = fc.record({
  words: someWords,
  channelId: fc.constantFrom('ours', 'theirs'),
  language: fc.constantFrom('en', 'fr'),
  series: fc.option(fc.record({ key: fc.constantFrom('loaf', 'oven'), part: fc.integer({ min: 1, max: 3 }) }), { nil: undefined }),
  age: fc.integer({ min: 0, max: 900 }),
})
const wordings = Object.fromEntries(TERMS.map((term) => [term, term]))

type Some = typeof someVideo extends fc.Arbitrary<infer Video> ? Video : never

const pointOf = (id: string, { age, series, ...video }: Some, angle: number) =>
  stored(id, { ...video, angle, wordings, publishedAt: NOON - age * DAY, ...(series && { series }) })

describe('reasons, whatever the two videos are', () => {
  it('say nothing that is not so', () =>
    fc.assert(
      fc.asyncProperty(someVideo, someVideo, fc.constantFrom('', '?freshness=0.5'), async (seed, item, query) => {
        const app = recommendApp([pointOf('seed', seed, 0), pointOf('item', item, 20)])
        const { tier, reason } = (await shelfOf(app, 'seed', query)).items[0] ?? assert.fail()
        for (const word of reason?.words ?? []) assert.ok(word in seed.words && word in item.words, word)
        const said = reason?.code ?? ''
        if (said === 'next-part') assert.deepEqual([item.series?.key, item.series?.part], [seed.series?.key, (seed.series?.part ?? 0) + 1])
        if (said === 'same-series') assert.equal(item.series?.key, seed.series?.key)
        if (said.includes('same-channel')) assert.equal(item.channelId, seed.channelId)
        if (said === 'similar-new') assert.ok(query !== '')
        if (tier === 'similar-other-language') assert.notEqual(item.language, seed.language)
      }),
      { numRuns: 60 },
    ))
})
