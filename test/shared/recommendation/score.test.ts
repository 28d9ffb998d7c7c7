import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { scoreOf } from '#shared/recommendation/score.ts'
import { stored } from '#test/support/catalogue.ts'
import { TEST_RECIPE } from '#test/support/recommending.ts'

const { ranking } = stored('a', { angle: 0 })
const recipe = {
  ...TEST_RECIPE,
  words: { ...TEST_RECIPE.words, weight: 0.5 },
  calibration: {
    ...TEST_RECIPE.calibration,
    floor: 0.12,
    midpoints: { ...TEST_RECIPE.calibration.midpoints, plain: 0.5, tagged: 0.6, words: 0.2 },
  },
}

describe('score', () => {
  it('is the cosine plus the weighted word score', () => {
    const score = scoreOf({ cosine: 0.4, words: 0.2, ranking }, 'td', recipe)
    assert.equal(score.total, 0.5)
    assert.equal(score.confidence, 0.5)
    assert.equal(score.aboveFloor, true)
  })

  it('goes by the words alone where a vector is missing', () => {
    const score = scoreOf({ words: 0.2, ranking }, 'td', recipe)
    assert.deepEqual([score.kind, score.total, score.aboveFloor], ['words', 0.1, true])
  })

  it('loses the penalty for a title that the speech does not bear out, which the default recipe does not ask for', () => {
    const far = { cosine: 0.4, words: 0, ranking: { ...ranking, mix: 'tdsu' } }
    const strict = { ...recipe, unsupportedTitle: { below: 0, penalty: 0.15 } }
    assert.equal(scoreOf(far, 'td', strict).total, 0.25)
    assert.equal(scoreOf({ ...far, ranking }, 'td', strict).total, 0.4)
    assert.equal(DEFAULT_RECIPE.unsupportedTitle.penalty, 0)
  })

  it('is held against one floor of confidence, whatever the kind of pair', () => {
    const weak = { cosine: 0.35, words: 0, ranking }
    assert.equal(scoreOf(weak, 'td', recipe).aboveFloor, true)
    const tagged = scoreOf({ ...weak, ranking: { ...ranking, mix: 'tdg' } }, 'tdg', recipe)
    assert.deepEqual([tagged.kind, tagged.aboveFloor], ['tagged', false])
  })
})
