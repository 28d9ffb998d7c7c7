import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decayed, quarterHour } from '#shared/recommendation/rank/freshness.ts'
import { DAY, NOON } from '#test/support/catalogue.ts'

const decay = (strength: number) => ({ strength, halfLifeDays: 10, now: NOON })

describe('freshness', () => {
  it('halves a confidence with every half-life at full strength', () => {
    assert.equal(decayed(0.8, { publishedAt: NOON - 10 * DAY }, decay(1)), 0.4)
    assert.equal(decayed(0.8, { publishedAt: NOON - 20 * DAY }, decay(1)), 0.2)
    assert.equal(decayed(1, { publishedAt: NOON - 10 * DAY }, decay(0.5)), 0.75)
  })

  it('leaves confidence alone at strength 0, and in the future', () => {
    assert.equal(decayed(0.8, { publishedAt: 0 }, decay(0)), 0.8)
    assert.equal(decayed(0.8, { publishedAt: NOON + DAY }, decay(1)), 0.8)
  })

  it('goes by the half-life of the category, where it has one', () => {
    const rules = { ...decay(1), halfLifeDaysByCategory: { news: 1 } }
    const publishedAt = NOON - 10 * DAY
    assert.equal(decayed(1, { publishedAt, category: 'news' }, rules), 2 ** -10)
    assert.equal(decayed(1, { publishedAt, category: 'cooking' }, rules), 0.5)
    assert.equal(decayed(1, { publishedAt, category: 'toString' }, rules), 0.5)
  })

  it('never prefers the older of two equals', () => {
    const times = fc.integer({ min: 0, max: NOON })
    fc.assert(
      fc.property(times, times, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, strength) => {
        const [older, newer] = [Math.min(a, b), Math.max(a, b)]
        assert.ok(decayed(0.5, { publishedAt: newer }, decay(strength)) >= decayed(0.5, { publishedAt: older }, decay(strength)))
      }),
    )
  })

  it('goes by the quarter hour', () => {
    assert.equal(quarterHour(NOON + 14 * 60_000 + 59_999), NOON)
    assert.equal(quarterHour(NOON + 15 * 60_000), NOON + 15 * 60_000)
  })
})
