import { seededRandom } from '../random.ts'
import { quantile } from '../interval.ts'
import { confidenceIn, kindOf, type WeightedPair } from './labelled-pair.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'

/** Pairs of about one confidence. */
export interface Bin {
  readonly pairs: number
  /** Mean confidence. */
  readonly confidence: number
  /** Share that is related, and the interval that holds 95 % of the shares of resampled seeds. */
  readonly related: { readonly share: number; readonly low: number; readonly high: number }
}

export interface Reliability {
  /** The two field mixes, as in `tda + tdg`; `words` for pairs without a cosine. */
  readonly mix: string
  readonly pairs: number
  readonly bins: readonly Bin[]
  /** Expected calibration error: how far confidence and share lie apart, the mean over the pairs (Naeini, Cooper and Hauskrecht 2015, bins of equal size). */
  readonly error: number
}

const BINS = 10
const RESAMPLES = 200
/** With fewer pairs a share says nothing. */
const ENOUGH = 200

interface Judged {
  readonly seed: string
  readonly confidence: number
  readonly weight: number
  readonly related: number
}

/** How far confidence can be trusted, for each pair of field mixes that has enough pairs, those with most first. */
export function reliabilityOf(pairs: readonly WeightedPair[], recipe: Recipe): readonly Reliability[] {
  const groups = Map.groupBy(pairs, mixesOf)
  return Array.from(groups, ([mix, group]) => {
    const judged = group.map((pair) => ({ ...pair, confidence: confidenceIn(pair, recipe), related: pair.related ? 1 : 0 }))
    const bins = binned(judged)
    const error = bins.reduce((sum, bin) => sum + bin.pairs * Math.abs(bin.confidence - bin.related.share), 0) / group.length
    return { mix, pairs: group.length, bins, error }
  })
    .filter((reliability) => reliability.pairs >= ENOUGH)
    .sort((a, b) => b.pairs - a.pairs || (a.mix < b.mix ? -1 : 1))
}

function mixesOf(pair: WeightedPair): string {
  return kindOf(pair) === 'words' ? 'words' : pair.mixes.toSorted().join(' + ')
}

function binned(judged: readonly Judged[]): Bin[] {
  const sorted = judged.toSorted((a, b) => a.confidence - b.confidence)
  const edge = (bin: number) => Math.round((bin * sorted.length) / BINS)
  return Array.from({ length: BINS }, (_, bin) => sorted.slice(edge(bin), edge(bin + 1))).map(binOf)
}

function binOf(judged: readonly Judged[]): Bin {
  const weight = sum(judged, (pair) => pair.weight)
  const share = sum(judged, (pair) => pair.weight * pair.related) / weight
  return {
    pairs: judged.length,
    confidence: sum(judged, (pair) => pair.weight * pair.confidence) / weight,
    related: { share, ...shareInterval(judged) },
  }
}

/** Percentile bootstrap over seeds: the pairs of one seed are no independent witnesses. */
function shareInterval(judged: readonly Judged[]): { low: number; high: number } {
  const seeds = Array.from(Map.groupBy(judged, ({ seed }) => seed).values(), (pairs) => ({
    weight: sum(pairs, (pair) => pair.weight),
    related: sum(pairs, (pair) => pair.weight * pair.related),
  }))
  const random = seededRandom(20)
  const shares = Float64Array.from({ length: RESAMPLES }, () => {
    const drawn = seeds.map((_, __, all) => all[Math.floor(random() * all.length)] ?? { weight: 0, related: 0 })
    return sum(drawn, (seed) => seed.related) / sum(drawn, (seed) => seed.weight)
  }).sort()
  return { low: quantile(shares, 0.025), high: quantile(shares, 0.975) }
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0)
}
