import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { worthOf } from '#shared/recommendation/rank/worth.ts'
import type { WorthRules } from '#shared/recommendation/rank/worth.ts'
import { stored } from '#test/support/catalogue.ts'

const { ranking } = stored('a', { series: { key: 'canoe', part: 2 }, category: 'boats' })
const worth = (rules: WorthRules, confidence = 0.4): number => worthOf('a', ranking, { confidence }, rules)
const popularity = (views: number, strength = 0.1) => ({ popularity: { strength, views: new Map([['a', views]]) } })

describe('worth', () => {
  it('is the confidence where nothing else counts', () => {
    assert.equal(worth({}), 0.4)
    assert.equal(worth(popularity(1e6, 0)), 0.4)
    assert.equal(worth({ popularity: { strength: 0.1, views: new Map() } }), 0.4)
  })

  it('rises with the views, by no more than the strength of the prior', () => {
    const views = fc.nat({ max: 2e9 })
    fc.assert(
      fc.property(views, views, (a, b) => {
        assert.ok(worth(popularity(Math.max(a, b))) >= worth(popularity(Math.min(a, b))))
        assert.ok(worth(popularity(a)) <= 0.4 * 1.1 + 1e-12)
      }),
    )
  })

  it('has the bonus for the next part alone', () => {
    const series = (part: number) => ({ series: { bonus: 0.3, next: new Map([['canoe', part]]) } })
    assert.equal(worth(series(2)), 0.7)
    assert.equal(worth(series(3)), 0.4)
  })

  it('falls to nothing for what is wholly unwanted', () => {
    assert.equal(worth({ unwanted: new Map([['a', 1]]) }), 0)
    assert.equal(worth({ unwanted: new Map([['b', 1]]) }), 0.4)
  })

  it('is multiplied by the factor of the editors', () => {
    assert.equal(worth({ boost: (_, { category }) => (category === 'boats' ? 2 : 1) }), 0.8)
  })
})
