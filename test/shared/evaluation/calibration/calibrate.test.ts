import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { calibrate, withCalibration } from '#shared/evaluation/calibration/calibrate.ts'
import { fitCalibration } from '#shared/evaluation/calibration/fit.ts'
import { balanced, confidenceIn, type LabelledPair } from '#shared/evaluation/calibration/labelled-pair.ts'
import { seededRandom } from '#shared/evaluation/random.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'
import { TEST_RECIPE } from '#test/support/recommending.ts'

const MIXES = ['td', 'tda', 'tdg', 'tg', 't'] as const
/** What the labels of the tests follow. */
const TRUE_RECIPE: Recipe = {
  ...TEST_RECIPE,
  words: { ...TEST_RECIPE.words, weight: 1.5 },
  calibration: {
    ...TEST_RECIPE.calibration,
    scale: 0.2,
    wordsScale: 0.3,
    midpoints: { plain: 0.7, automatic: 0.8, 'half-tagged': 0.85, tagged: 0.9, speech: 0.9, words: 0.6 },
    undescribed: { one: 0.1, both: 0.25 },
    otherLanguage: -0.15,
  },
}

function drawn(count: number, seed = 7): LabelledPair[] {
  const random = seededRandom(seed)
  const one = <T>(values: readonly [T, ...T[]]): T => values[Math.floor(random() * values.length)] ?? values[0]
  return Array.from({ length: count }, (_, i) => {
    const hasVector = random() < 0.8
    const pair: LabelledPair = {
      truth: 'one',
      seed: `seed-${i % 200}`,
      mixes: [one(MIXES), one(MIXES)],
      ...(hasVector && { cosine: random() }),
      words: random(),
      otherLanguage: hasVector && random() < 0.3,
      related: false,
    }
    return { ...pair, related: random() < confidenceIn(pair, TRUE_RECIPE) }
  })
}

const near = (a: number, b: number, by: number) => assert.ok(Math.abs(a - b) < by, `${a} is not within ${by} of ${b}`)

describe('fitCalibration', () => {
  it('finds the curve that labels follow, whatever it starts from', () => {
    const { wordsWeight, calibration } = fitCalibration(balanced(drawn(20_000)), TEST_RECIPE)
    const { scale, wordsScale, midpoints, undescribed, otherLanguage } = TRUE_RECIPE.calibration
    near(wordsWeight, 1.5, 0.15)
    near(calibration.scale, scale, 0.02)
    near(calibration.wordsScale, wordsScale, 0.05)
    for (const kind of ['plain', 'automatic', 'half-tagged', 'tagged', 'words'] as const)
      near(calibration.midpoints[kind], midpoints[kind], 0.06)
    near(calibration.undescribed.both, undescribed.both, 0.06)
    near(calibration.otherLanguage, otherLanguage, 0.04)
  })

  it('leaves alone what no pair speaks of, and moves kinds without pairs along with the others', () => {
    const pairs = drawn(5000).filter((pair) => pair.cosine !== undefined && !pair.otherLanguage && pair.mixes.every((mix) => mix === 'tdg'))
    const { calibration } = fitCalibration(balanced(pairs), TEST_RECIPE)
    const { midpoints, otherLanguage, wordsScale } = TEST_RECIPE.calibration
    assert.equal(calibration.otherLanguage, otherLanguage)
    near(calibration.midpoints.speech - calibration.midpoints.tagged, midpoints.speech - midpoints.tagged, 0.002)
    near(calibration.wordsScale * TEST_RECIPE.words.weight, wordsScale * fitCalibration(balanced(pairs), TEST_RECIPE).wordsWeight, 0.002)
  })

  it('keeps to the recipe without labels, and never lets confidence fall as a score rises', () => {
    assert.deepEqual(fitCalibration([], TEST_RECIPE).calibration, TEST_RECIPE.calibration)
    const perverse = drawn(3000).map((pair) => ({ ...pair, related: (pair.cosine ?? 0) + pair.words < 0.5 }))
    const { wordsWeight, calibration } = fitCalibration(balanced(perverse), TEST_RECIPE)
    assert.ok(wordsWeight > 0 && calibration.scale > 0 && calibration.wordsScale > 0)
  })

  it('counts ground truths alike, however much each calls related', () => {
    const pairs = drawn(4000).map((pair, i) => ({ ...pair, truth: i % 4 === 0 ? 'small' : 'large' }))
    const weight = (name: string) =>
      balanced(pairs).reduce((sum, pair) => (pair.truth === name && pair.related ? sum + pair.weight : sum), 0)
    near(weight('small') / weight('large'), 1, 1e-9)
  })
})

describe('calibrate', () => {
  it('measures on seeds that the fit has not seen, and comes nearer to their labels', () => {
    const { before, after, heldOut, pairs, fitted } = calibrate(drawn(20_000), TEST_RECIPE, 1)
    assert.ok(heldOut > pairs / 4 && heldOut < (3 * pairs) / 4)
    assert.ok(after.length > 5)
    assert.ok(after.every(({ error, bins }) => error < 0.08 && bins.length === 10))
    const mean = (all: typeof after) => all.reduce((sum, { error }) => sum + error, 0) / all.length
    assert.ok(mean(after) < mean(before) / 2)
    assert.equal(withCalibration(TEST_RECIPE, fitted).words.weight, fitted.wordsWeight)
  })

  it('says the same twice', () => {
    assert.deepEqual(calibrate(drawn(2000), TEST_RECIPE, 3), calibrate(drawn(2000), TEST_RECIPE, 3))
  })
})
