import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { seededRandom } from '#shared/evaluation/random.ts'

describe('seededRandom', () => {
  it('spreads evenly over [0, 1)', () => {
    const random = seededRandom(7)
    const values = Array.from({ length: 10_000 }, random)
    assert.ok(values.every((value) => value >= 0 && value < 1))
    for (const tenth of Array.from({ length: 10 }).keys()) {
      const count = values.filter((value) => Math.floor(value * 10) === tenth).length
      assert.ok(count > 880 && count < 1120, `${count} of about 1000`)
    }
  })

  it('works from the seed zero', () => {
    const random = seededRandom(0)
    assert.notEqual(random(), random())
  })
})
