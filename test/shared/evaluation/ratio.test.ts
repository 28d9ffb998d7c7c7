import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ratioOf, type UnitSums } from '#shared/evaluation/ratio.ts'

type Unit = readonly [numerator: number, denominator: number]

function sumsOf(units: readonly Unit[]): UnitSums {
  const sum = (of: (unit: Unit) => number) => units.reduce((total, unit) => total + of(unit), 0)
  return {
    units: units.length,
    numerator: sum(([top]) => top),
    denominator: sum(([, bottom]) => bottom),
    numeratorSquares: sum(([top]) => top * top),
    denominatorSquares: sum(([, bottom]) => bottom * bottom),
    products: sum(([top, bottom]) => top * bottom),
  }
}

describe('a ratio of sums', () => {
  it('has the variance of a mean where all units are of one size', () => {
    // 1, 2, 3 of 10 each: mean 0.2, variance of the values 0.01, of their mean 0.01 / 3.
    const { ratio, variance } = ratioOf(
      sumsOf([
        [1, 10],
        [2, 10],
        [3, 10],
      ] as const),
    )
    assert.ok(Math.abs(ratio - 0.2) < 1e-12)
    assert.ok(Math.abs(variance - 0.01 / 3) < 1e-12, String(variance))
  })

  it('has the variance that the residuals have', () => {
    // Ratio 6 / 12; residuals 1 - 1, 4 - 3, 1 - 2 = 0, 1, -1: their variance is 1, by 3 units of mean 4.
    const { variance } = ratioOf(
      sumsOf([
        [1, 2],
        [4, 6],
        [1, 4],
      ] as const),
    )
    assert.ok(Math.abs(variance - 1 / (3 * 16)) < 1e-12, String(variance))
  })

  it('is sure where every unit has the same ratio, however large it is', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 50 }), (sizes) => {
        const { ratio, variance } = ratioOf(sumsOf(sizes.map((size) => [size, 2 * size] as const)))
        return ratio === 0.5 && variance < 1e-9
      }),
    )
  })

  it('sees more variance where what one unit does goes together', () => {
    const apart = ratioOf(sumsOf(Array.from({ length: 100 }, () => [5, 10] as const)))
    const together = ratioOf(sumsOf(Array.from({ length: 100 }, (_, i) => [i % 2 === 0 ? 0 : 10, 10] as const)))
    assert.ok(together.variance > 0.25 / 1000, 'more than of items that are independent')
    assert.equal(apart.variance, 0)
  })
})
