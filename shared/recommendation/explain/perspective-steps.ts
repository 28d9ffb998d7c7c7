import type { Candidate } from '#shared/index/video-index.ts'
import type { Plan } from '../plan.ts'
import { differencesOf } from '../rank/point-of-view.ts'
import { languageMatch } from '../language-match.ts'
import { scoreOf } from '../score.ts'
import type { Step } from './step.ts'

/** For shelves of other points of view: whether the candidate is about the very subject, and from elsewhere. */
export function perspectiveSteps({ placement, collection: { recipe }, context }: Plan, candidate: Candidate | undefined): Step[] {
  if (!placement.tiers.includes('perspective') || candidate === undefined || context.query === undefined) return []
  const { sameSubject, seeds } = context
  const { confidence } = scoreOf(candidate, context.query.mix, recipe, languageMatch(context.levels, context.query.language))
  const differs = differencesOf(candidate.ranking, seeds)
  return [
    {
      rule: 'same subject',
      passed: confidence >= sameSubject,
      detail: `Other points of view take a confidence of ${sameSubject} or more; it has ${confidence.toFixed(3)}.`,
    },
    {
      rule: 'other view',
      passed: differs.length > 0,
      detail:
        differs.length > 0 ? `It differs in ${differs.join(', ')}.` : 'Channel, country, language and time are the same, or not known.',
    },
  ]
}
