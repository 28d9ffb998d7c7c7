import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { meanInterval, quantile } from '#shared/evaluation/interval.ts'

describe('meanInterval', () => {
  it('is the same for the same values and seed, another for another seed', () => {
    const values = Array.from({ length: 50 }, (_, n) => Math.sqrt(n + 1) % 1)
    assert.deepEqual(meanInterval(values), meanInterval(values))
    assert.notDeepEqual(meanInterval(values, { seed: 1 }), meanInterval(values, { seed: 2 }))
  })

  it('holds the mean', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 40 }), (values) => {
        const { mean, low, high } = meanInterval(values)
        assert.ok(low - 1e-9 <= mean && mean <= high + 1e-9, `${low} ${mean} ${high}`)
      }),
      { numRuns: 30 },
    )
  })

  it('is near the normal interval for many values', () => {
    // 400 values of mean 1/2 and deviation 1/2: half-width 1.96 x 0.5 / 20.
    const { mean, low, high } = meanInterval(Array.from({ length: 400 }, (_, n) => n % 2))
    assert.equal(mean, 0.5)
    assert.ok(Math.abs(low - 0.451) < 0.006 && Math.abs(high - 0.549) < 0.006, `${low} ${high}`)
  })

  it('has no width when all values are equal', () => {
    assert.deepEqual(meanInterval([0.5, 0.5, 0.5]), { mean: 0.5, low: 0.5, high: 0.5 })
  })
})

describe('quantile', () => {
  it('interpolates between neighbours', () => {
    assert.equal(quantile([0, 10], 0.25), 2.5)
    assert.equal(quantile([1, 2, 3], 0.5), 2)
  })
})
