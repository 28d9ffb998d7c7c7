import type { Recipe } from '#shared/recipe/recipe.ts'
import { digestOf } from '#shared/video/document.ts'
import { fitCalibration, type FittedCalibration } from './fit.ts'
import { balanced, type LabelledPair, type WeightedPair } from './labelled-pair.ts'
import { reliabilityOf, type Reliability } from './reliability.ts'

/** What calibrating a recipe on labelled pairs gives. */
export interface CalibrationReport {
  readonly pairs: number
  readonly related: number
  readonly heldOut: number
  /** Of the held-out pairs: with the recipe as it was, and as fitted to the other pairs. */
  readonly before: readonly Reliability[]
  readonly after: readonly Reliability[]
  /** Fitted to all pairs. */
  readonly fitted: FittedCalibration
}

/** Fits on the pairs of half of the seeds and measures on the others; what is kept is fitted to all. @param seed What the halves go by. */
export function calibrate(pairs: readonly LabelledPair[], recipe: Recipe, seed: number): CalibrationReport {
  const weighted = balanced(pairs)
  const { train = [], heldOut = [] } = Object.groupBy(weighted, (pair) => (isHeldOut(pair, seed) ? 'heldOut' : 'train'))
  return {
    pairs: pairs.length,
    related: pairs.filter((pair) => pair.related).length,
    heldOut: heldOut.length,
    before: reliabilityOf(heldOut, recipe),
    after: reliabilityOf(heldOut, withCalibration(recipe, fitCalibration(train, recipe))),
    fitted: fitCalibration(weighted, recipe),
  }
}

/** The recipe with what was fitted. */
export function withCalibration(recipe: Recipe, { wordsWeight, calibration }: FittedCalibration): Recipe {
  return { ...recipe, words: { ...recipe.words, weight: wordsWeight }, calibration }
}

/** By the seed's id, so that a seed lies in one half with all its pairs, however often it was asked. */
function isHeldOut(pair: WeightedPair, seed: number): boolean {
  return Number.parseInt(digestOf(`${seed} ${pair.seed}`).slice(0, 8), 16) % 2 === 0
}
