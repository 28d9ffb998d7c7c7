import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { TRENDING, trendingScore } from '#shared/watches/trending.ts'

const { halfLifeHours, usualHalfLifeHours } = TRENDING
const steady = (recent: number) => (recent * usualHalfLifeHours) / halfLifeHours

describe('trending score', () => {
  it('is the viewers of late where they come as usual', () => {
    assert.ok(Math.abs(trendingScore(40, steady(40), TRENDING) - 40) < 1e-9)
  })

  it('rises with viewers, and with their rise', () => {
    const viewers = fc.double({ min: 0.1, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(viewers, viewers, (recent, usual) => {
        assert.ok(trendingScore(recent * 1.1, usual, TRENDING) > trendingScore(recent, usual, TRENDING))
        assert.ok(trendingScore(recent, usual * 1.1, TRENDING) < trendingScore(recent, usual, TRENDING))
      }),
    )
  })

  it('makes little of the rise of a few', () => {
    const few = trendingScore(3, 3, TRENDING) / 3
    const many = trendingScore(300, 300, TRENDING) / 300
    assert.ok(few < 1.5 && many > 5)
  })
})
