import { PAIR_KINDS, undescribed, type Calibration, type PairKind } from '#shared/recipe/calibration.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'
import { kindOf, type WeightedPair } from './labelled-pair.ts'
import { fitLogistic, type Prior } from './logistic.ts'

/** What the fit decides of a recipe. */
export interface FittedCalibration {
  /** The weight of words in the score: what a word score is worth against a cosine. */
  readonly wordsWeight: number
  readonly calibration: Calibration
}

/** Kinds of pair that have a cosine. */
const DENSE = PAIR_KINDS.filter((kind) => kind !== 'words')
/** Fewer pairs of a sort than this do not move what the recipe says of it by themselves. */
const ENOUGH = 50
/** Log-odds never fall as a cosine or a word score rises. */
const LEAST_SLOPE = 0.1
/** How far, in log-odds, labels are expected to lie from the recipe: wide, so that some hundred pairs outweigh it. */
const DEVIATION = { slope: 3, level: 2, shift: 1 }
/** Finer than any catalogue can tell, and short to read. */
const DECIMALS = 3

/**
 * Logistic regressions of "related" on cosine, words, kind of pair, missing descriptions and other language, with the recipe as prior: what the pairs
 * do not speak of stays as it is, relative to the rest. Pairs without a cosine are a regression of their own, on words alone.
 */
export function fitCalibration(pairs: readonly WeightedPair[], recipe: Recipe): FittedCalibration {
  const dense = fitDense(
    pairs.filter((pair) => pair.cosine !== undefined),
    recipe,
  )
  const alone = fitWords(
    pairs.filter((pair) => pair.cosine === undefined),
    recipe,
    dense.wordsWeight,
  )
  const { floor } = recipe.calibration
  const midpoints = { ...dense.midpoints, words: alone.midpoint }
  const { scale, undescribed: missing, otherLanguage } = dense
  return rounded({
    wordsWeight: dense.wordsWeight,
    calibration: { floor, scale, wordsScale: alone.scale, midpoints, undescribed: missing, otherLanguage },
  })
}

function fitDense(pairs: readonly WeightedPair[], recipe: Recipe) {
  const { words, calibration } = recipe
  const { scale, midpoints } = calibration
  const shifts = [calibration.undescribed.one, calibration.undescribed.both, calibration.otherLanguage]
  const priors: Prior[] = [
    { mean: 1 / scale, deviation: DEVIATION.slope, min: LEAST_SLOPE },
    { mean: words.weight / scale, deviation: DEVIATION.slope, min: LEAST_SLOPE },
    ...DENSE.map((kind) => ({ mean: -midpoints[kind] / scale, deviation: DEVIATION.level })),
    ...shifts.map((shift) => ({ mean: -shift / scale, deviation: DEVIATION.shift })),
  ]
  const counts = DENSE.map((kind) => pairs.filter((pair) => kindOf(pair) === kind).length)
  const examples = pairs.map((pair) => ({ features: denseFeatures(pair), outcome: pair.related, weight: pair.weight }))
  const [slope = 1, wordSlope = 1, ...levels] = fitLogistic(examples, priors)
  const found = levels.slice(0, DENSE.length).map((level) => -level / slope)
  const [one = 0, both = 0, otherLanguage = 0] = levels.slice(DENSE.length).map((level) => -level / slope)
  return {
    scale: 1 / slope,
    wordsWeight: wordSlope / slope,
    midpoints: carriedAlong(found, counts, midpoints),
    undescribed: { one, both },
    otherLanguage,
  }
}

function denseFeatures(pair: WeightedPair): number[] {
  const kind = kindOf(pair)
  const missing = undescribed(kind, ...pair.mixes)
  const flags = [...DENSE.map((other) => other === kind), missing === 1, missing === 2, pair.otherLanguage]
  return [pair.cosine ?? 0, pair.words, ...flags.map(Number)]
}

/** Kinds of which there are too few pairs keep their distance from the kind of which there are most. */
function carriedAlong(
  found: readonly number[],
  counts: readonly number[],
  before: Calibration['midpoints'],
): Omit<Calibration['midpoints'], 'words'> {
  const most = counts.indexOf(Math.max(...counts))
  const moved = (found[most] ?? 0) - before[DENSE[most] ?? 'plain']
  const midpoints = DENSE.map((kind, i) => [kind, (counts[i] ?? 0) >= ENOUGH ? (found[i] ?? 0) : before[kind] + moved] as const)
  return Object.fromEntries(midpoints) as Record<Exclude<PairKind, 'words'>, number>
}

function fitWords(pairs: readonly WeightedPair[], { words, calibration }: Recipe, wordsWeight: number) {
  const { wordsScale, midpoints } = calibration
  const priors = [
    { mean: words.weight / wordsScale, deviation: DEVIATION.slope, min: LEAST_SLOPE },
    { mean: -midpoints.words / wordsScale, deviation: DEVIATION.level },
  ]
  const examples = pairs.map((pair) => ({ features: [pair.words, 1], outcome: pair.related, weight: pair.weight }))
  const [slope = 1, level = 0] = fitLogistic(examples, priors)
  return { scale: wordsWeight / slope, midpoint: (-level * wordsWeight) / slope }
}

function rounded<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_, one: unknown) => (typeof one === 'number' ? Number(one.toFixed(DECIMALS)) : one))) as T
}
