/** Sums over the units that vary together: of two measures of each, of their squares and of their product. */
export interface UnitSums {
  readonly units: number
  readonly numerator: number
  readonly denominator: number
  readonly numeratorSquares: number
  readonly denominatorSquares: number
  readonly products: number
}

/** A ratio of two sums, and the variance of it. */
export interface Ratio {
  readonly ratio: number
  readonly variance: number
}

/**
 * A ratio metric, such as clicks by items shown, where items of one unit (a viewer) are not independent of each other: by the delta method (Deng,
 * Knoblich and Lu, Applying the Delta Method in Metric Analytics, 2018). The variance is NaN of fewer than two units.
 */
export function ratioOf({ units, numerator, denominator, numeratorSquares, denominatorSquares, products }: UnitSums): Ratio {
  const ratio = denominator > 0 ? numerator / denominator : 0
  const [top, bottom] = [numerator / units, denominator / units]
  const moment = (sum: number, product: number) => (sum - units * product) / (units - 1)
  const residual =
    moment(numeratorSquares, top * top) -
    2 * ratio * moment(products, top * bottom) +
    ratio * ratio * moment(denominatorSquares, bottom * bottom)
  // Rounding may bring what is zero a little below it.
  return { ratio, variance: Math.max(0, residual) / (units * bottom * bottom) }
}
