import type { Candidate } from '#shared/index/video-index.ts'
import type { FieldMix, Recipe } from '#shared/recipe/recipe.ts'
import type { LanguageMatch } from '../language-match.ts'
import { scoreOf } from '../score.ts'
import type { Score } from '../score.ts'
import { worthOf } from './worth.ts'
import type { WorthRules } from './worth.ts'

export interface ScoredCandidate extends Pick<Candidate, 'id' | 'ranking'> {
  readonly score: Score
  /** What it is ordered by. */
  readonly worth: number
}

/**
 * Candidates with their scores, best first, ties by id. They are ordered by confidence, not by the raw score: raw scores of tagged and
 * untagged pairs lie on different levels, and by them a video without tags would never be seen beside tagged ones.
 * @param rules What else counts; nothing by default.
 */
export function rankCandidates(
  candidates: readonly Candidate[],
  seedMix: FieldMix,
  recipe: Recipe,
  rules: WorthRules = {},
  match?: LanguageMatch,
): ScoredCandidate[] {
  return candidates
    .map((candidate) => {
      const { id, ranking } = candidate
      const score = scoreOf(candidate, seedMix, recipe, match)
      return { id, ranking, score, worth: worthOf(id, ranking, score, rules) }
    })
    .sort((a, b) => b.worth - a.worth || (a.id < b.id ? -1 : 1))
}
