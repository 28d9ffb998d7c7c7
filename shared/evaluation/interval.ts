import { seededRandom } from './random.ts'

/** A mean and the interval that holds 95 % of the means of resampled seeds. */
export interface Interval {
  readonly mean: number
  readonly low: number
  readonly high: number
}

export interface BootstrapOptions {
  readonly resamples?: number
  readonly seed?: number
}

/**
 * Percentile bootstrap (Efron 1979) of the mean. Given the differences of two methods on the same seeds it is the paired interval of the gain.
 * The same values and options give the same interval. Without values all three numbers are NaN.
 */
export function meanInterval(values: readonly number[], { resamples = 1000, seed = 20 }: BootstrapOptions = {}): Interval {
  const random = seededRandom(seed)
  const means = Float64Array.from({ length: resamples }, () => resampledMean(values, random)).sort()
  return { mean: mean(values), low: quantile(means, 0.025), high: quantile(means, 0.975) }
}

function resampledMean(values: readonly number[], random: () => number): number {
  return mean(values.map((_, __, all) => all[Math.floor(random() * all.length)] ?? 0))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Of sorted values, by linear interpolation between the two nearest. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)] ?? NaN
  const above = sorted[Math.ceil(place)] ?? NaN
  return below + (above - below) * (place - Math.floor(place))
}
