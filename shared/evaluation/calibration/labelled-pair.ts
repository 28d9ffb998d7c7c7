import { confidenceOf, curveOf, pairKind, type PairKind } from '#shared/recipe/calibration.ts'
import type { FieldMix, Recipe } from '#shared/recipe/recipe.ts'

/** A seed and one of the candidates that it is shown with, and whether people called them related. */
export interface LabelledPair {
  /** The ground truth that says so. */
  readonly truth: string
  readonly seed: string
  readonly mixes: readonly [seed: FieldMix, candidate: FieldMix]
  /** Missing where one of the two has no vector. */
  readonly cosine?: number
  readonly words: number
  readonly otherLanguage: boolean
  readonly related: boolean
}

/** A pair and how much it counts. */
export interface WeightedPair extends LabelledPair {
  readonly weight: number
}

export function kindOf({ cosine, mixes: [seed, candidate] }: LabelledPair): PairKind {
  return cosine === undefined ? 'words' : pairKind(seed, candidate)
}

/** The confidence that a recipe gives a pair. */
export function confidenceIn(pair: LabelledPair, { words, calibration }: Recipe): number {
  const score = (pair.cosine ?? 0) + words.weight * pair.words
  return confidenceOf(score, curveOf(calibration, kindOf(pair), pair.mixes, pair.otherLanguage))
}

/**
 * Weights under which the related pairs of each ground truth count alike, one on the average: a truth that calls much related would else decide alone
 * what a word in common is worth.
 */
export function balanced(pairs: readonly LabelledPair[]): readonly WeightedPair[] {
  const related = new Map<string, number>()
  for (const pair of pairs) related.set(pair.truth, (related.get(pair.truth) ?? 0) + (pair.related ? 1 : 0))
  const raw = (truth: string) => 1 / Math.max(1, related.get(truth) ?? 0)
  const total = pairs.reduce((sum, { truth }) => sum + raw(truth), 0)
  return pairs.map((pair) => ({ ...pair, weight: (raw(pair.truth) * pairs.length) / total }))
}
