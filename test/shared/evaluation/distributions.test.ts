import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { chiSquaredTail, normalQuantile, normalTails } from '#shared/evaluation/distributions.ts'

function isNear(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`)
}

describe('distributions', () => {
  it('has the critical values of the published tables of chi-squared', () => {
    const table = [
      [3.841, 1, 0.05],
      [6.635, 1, 0.01],
      [10.828, 1, 0.001],
      [5.991, 2, 0.05],
      [13.816, 2, 0.001],
      [7.815, 3, 0.05],
      [18.307, 10, 0.05],
      [29.588, 10, 0.001],
      [124.342, 100, 0.05],
    ] as const
    for (const [x, degrees, chance] of table) isNear(chiSquaredTail(x, degrees), chance, 0.0005 * chance + 2e-5)
  })

  it('is exact where the formula is short: two degrees are an exponential distribution', () => {
    for (const x of [0.01, 1, 2, 3.9, 4.1, 20, 200]) isNear(chiSquaredTail(x, 2) / Math.exp(-x / 2), 1, 1e-12)
    assert.equal(chiSquaredTail(0, 3), 1)
  })

  it('has the quantiles of the published tables of the normal distribution', () => {
    isNear(normalQuantile(0.975), 1.959963985, 1e-8)
    isNear(normalQuantile(0.8), 0.841621234, 1e-8)
    isNear(normalQuantile(0.9995), 3.290526731, 1e-8)
    isNear(normalQuantile(0.025), -1.959963985, 1e-8)
    isNear(normalQuantile(0.5), 0, 1e-8)
    isNear(normalTails(2.5758293), 0.01, 1e-8)
  })
})
