import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { rankCandidates } from '#shared/recommendation/rank/candidates.ts'
import { DAY, NOON, stored } from '#test/support/catalogue.ts'
import { TEST_RECIPE } from '#test/support/recommending.ts'

const candidate = (id: string, cosine: number, mix = 'td', publishedAt = NOON) => ({
  id,
  cosine,
  words: 0,
  ranking: stored(id, { mix, publishedAt, angle: 0 }).ranking,
})
const ids = (candidates: readonly ReturnType<typeof candidate>[], seedMix = 'tdg') =>
  rankCandidates(candidates, seedMix, TEST_RECIPE).map(({ id }) => id)

describe('ranking candidates', () => {
  it('goes by the distance from the level of their kind, not by the raw score', () => {
    assert.deepEqual(ids([candidate('tagged', 0.62, 'tdg'), candidate('untagged', 0.55)]), ['untagged', 'tagged'])
  })

  it('is in falling order of the score among candidates of one kind, ties by id, whatever order they come in', () => {
    const cosines = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1, maxLength: 3 }), fc.constantFrom(0.1, 0.3, 0.5)), {
      selector: ([id]) => id,
    })
    fc.assert(
      fc.property(cosines, (pairs) => {
        const candidates = pairs.map(([id, cosine]) => candidate(id, cosine))
        const expected = pairs.toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([id]) => id)
        assert.deepEqual(ids(candidates), expected)
        assert.deepEqual(ids(candidates.toReversed()), expected)
      }),
    )
  })

  it('lets age count where a decay is given', () => {
    const decay = { strength: 1, halfLifeDays: 10, now: NOON }
    const ranked = rankCandidates([candidate('old', 0.9, 'td', NOON - 100 * DAY), candidate('new', 0.5)], 'td', TEST_RECIPE, { decay })
    assert.deepEqual(
      ranked.map(({ id }) => id),
      ['new', 'old'],
    )
  })
})
