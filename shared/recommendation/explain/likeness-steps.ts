import type { Candidate } from '#shared/index/video-index.ts'
import type { Plan } from '../plan.ts'
import { hasUnsupportedTitle } from '#shared/recipe/recipe.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'
import { languageMatch } from '../language-match.ts'
import type { LanguageMatch } from '../language-match.ts'
import { scoreOf } from '../score.ts'
import type { Step } from './step.ts'

/** How near the candidate is, and whether that is above the floor. */
export function likenessSteps({ collection: { recipe }, context }: Plan, candidate: Candidate | undefined): Step[] {
  if (candidate === undefined || context.query === undefined) {
    return [{ rule: 'score', passed: null, detail: 'There is no content to compare with.' }]
  }
  const match = languageMatch(context.levels, context.query.language)
  const score = scoreOf(candidate, context.query.mix, recipe, match)
  const matched = match(candidate)
  const { floor } = recipe.calibration
  const cosine = matched.cosine === undefined ? 'no cosine (a vector is missing)' : `cosine ${matched.cosine.toFixed(4)}`
  return [
    ...matchSteps(candidate, matched),
    {
      rule: 'score',
      passed: true,
      detail: `${cosine} + ${recipe.words.weight} x words ${matched.words.toFixed(4)} = ${score.total.toFixed(4)}, confidence ${score.confidence.toFixed(3)}`,
    },
    {
      rule: 'floor',
      passed: score.aboveFloor,
      detail: `Pairs of the kind "${score.kind}" (${context.query.mix || 'no vector'}, ${candidate.ranking.mix || 'no vector'}) take a confidence of ${floor} or more.`,
    },
    ...titleSteps(candidate, recipe),
  ]
}

/** What the other language costs is made good, where it is known. */
function matchSteps({ cosine, words }: Candidate, matched: ReturnType<LanguageMatch>): Step[] {
  if (cosine === undefined || (cosine === matched.cosine && words === matched.words)) return []
  const raw = `cosine ${cosine.toFixed(4)} and words ${words.toFixed(4)}`
  return [{ rule: 'language level', passed: null, detail: `Written in another language: ${raw} are matched to scores in one.` }]
}

/** For operators: the title says other things than what is heard. */
function titleSteps({ ranking }: Candidate, { unsupportedTitle: { below, penalty } }: Recipe): Step[] {
  if (!hasUnsupportedTitle(ranking.mix)) return []
  const cost = penalty === 0 ? 'Nothing is taken off for it.' : `${penalty} is taken off the score.`
  return [{ rule: 'title', passed: null, detail: `Title and recognised speech have a cosine under ${below}. ${cost}` }]
}
