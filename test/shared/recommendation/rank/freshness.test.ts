import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decayed, quarterHour } from '#shared/recommendation/rank/freshness.ts'
import { DAY, NOON } from '#test/support/catalogue.ts'

const decay = (strength: number) => ({ strength, halfLifeDays: 10, now: NOON })

describe('freshness', () => {
  it('halves a confidence with every half-life at full strength', () => {
    assert.equal(decayed(0.8, NOON - 10 * DAY, decay(1)), 0.4)
    assert.equal(decayed(0.8, NOON - 20 * DAY, decay(1)), 0.2)
    assert.equal(decayed(1, NOON - 10 * DAY, decay(0.5)), 0.75)
  })

  it('leaves confidence alone at strength 0, and in the future', () => {
    assert.equal(decayed(0.8, 0, decay(0)), 0.8)
    assert.equal(decayed(0.8, NOON + DAY, decay(1)), 0.8)
  })

  it('never prefers the older of two equals', () => {
    const times = fc.integer({ min: 0, max: NOON })
    fc.assert(
      fc.property(times, times, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, strength) => {
        const [older, newer] = [Math.min(a, b), Math.max(a, b)]
        assert.ok(decayed(0.5, newer, decay(strength)) >= decayed(0.5, older, decay(strength)))
      }),
    )
  })

  it('goes by the quarter hour', () => {
    assert.equal(quarterHour(NOON + 14 * 60_000 + 59_999), NOON)
    assert.equal(quarterHour(NOON + 15 * 60_000), NOON + 15 * 60_000)
  })
})
