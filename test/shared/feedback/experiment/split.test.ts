import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { seededRandom } from '#shared/evaluation/random.ts'
import { splitOf } from '#shared/feedback/experiment/split.ts'

describe('the split of an experiment', () => {
  it('is tested by chi-squared', () => {
    // (30² + 30²) / 500 = 3.6 of one degree: 0.0578, as tables have it.
    assert.ok(Math.abs(splitOf([530, 470]).chance - 0.0578) < 1e-4)
    // (60² / 500 + 60² / 500) = 14.4: 0.000148.
    const { chance, broken } = splitOf([560, 440])
    assert.ok(Math.abs(chance - 0.000148) < 1e-6, String(chance))
    assert.equal(broken, true)
  })

  it('goes by the planned shares', () => {
    assert.equal(splitOf([900, 100], [9, 1]).chance, 1)
    assert.equal(splitOf([900, 100]).broken, true)
    assert.deepEqual(splitOf([900, 100], [9, 1]).expected, [0.9, 0.1])
  })

  it('is broken where nobody is in a planned arm', () => {
    assert.equal(splitOf([500, 500, 0]).broken, true)
  })

  it('is fine where there is one arm, or nobody', () => {
    assert.equal(splitOf([10]).broken, false)
    assert.equal(splitOf([0, 0]).broken, false)
  })

  it('is called broken once in a thousand where it is not, and mostly where one of ten is lost', () => {
    const random = seededRandom(3)
    const draws = (kept: number) =>
      Array.from({ length: 2000 }, () => {
        const first = Array.from({ length: 1500 }).filter(() => random() < 0.5).length
        const second = Array.from({ length: 1500 - first }).filter(() => random() < kept).length
        return splitOf([first, second]).broken
      }).filter(Boolean).length
    assert.ok(draws(1) <= 8)
    assert.ok(draws(0.75) > 1900)
  })
})
