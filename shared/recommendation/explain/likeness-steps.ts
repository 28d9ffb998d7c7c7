import type { Candidate } from '#shared/index/video-index.ts'
import type { Plan } from '../plan.ts'
import { hasUnsupportedTitle } from '#shared/recipe/recipe.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'
import { scoreOf } from '../score.ts'
import type { Step } from './step.ts'

/** How near the candidate is, and whether that is above the floor. */
export function likenessSteps({ collection: { recipe }, context }: Plan, candidate: Candidate | undefined): Step[] {
  if (candidate === undefined || context.query === undefined) {
    return [{ rule: 'score', passed: null, detail: 'There is no content to compare with.' }]
  }
  const score = scoreOf(candidate, context.query.mix, recipe)
  const { floor } = recipe.calibration
  const cosine = candidate.cosine === undefined ? 'no cosine (a vector is missing)' : `cosine ${candidate.cosine.toFixed(4)}`
  return [
    {
      rule: 'score',
      passed: true,
      detail: `${cosine} + ${recipe.words.weight} x words ${candidate.words.toFixed(4)} = ${score.total.toFixed(4)}, confidence ${score.confidence.toFixed(3)}`,
    },
    {
      rule: 'floor',
      passed: score.aboveFloor,
      detail: `Pairs of the kind "${score.kind}" (${context.query.mix || 'no vector'}, ${candidate.ranking.mix || 'no vector'}) take a confidence of ${floor} or more.`,
    },
    ...titleSteps(candidate, recipe),
  ]
}

/** For operators: the title says other things than what is heard. */
function titleSteps({ ranking }: Candidate, { unsupportedTitle: { below, penalty } }: Recipe): Step[] {
  if (!hasUnsupportedTitle(ranking.mix)) return []
  const cost = penalty === 0 ? 'Nothing is taken off for it.' : `${penalty} is taken off the score.`
  return [{ rule: 'title', passed: null, detail: `Title and recognised speech have a cosine under ${below}. ${cost}` }]
}
