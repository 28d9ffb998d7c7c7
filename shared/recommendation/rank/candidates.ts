import type { Candidate } from '#shared/index/video-index.ts'
import type { FieldMix, Recipe } from '#shared/recipe/recipe.ts'
import { scoreOf } from '../score.ts'
import type { Score } from '../score.ts'
import { decayed } from './freshness.ts'
import type { Decay } from './freshness.ts'

export interface ScoredCandidate extends Pick<Candidate, 'id' | 'ranking'> {
  readonly score: Score
}

/**
 * Candidates with their scores, best first, ties by id. They are ordered by confidence, not by the raw score: raw scores of tagged and
 * untagged pairs lie on different levels, and by them a video without tags would never be seen beside tagged ones.
 * @param decay Of the confidence, by age; none by default.
 */
export function rankCandidates(candidates: readonly Candidate[], seedMix: FieldMix, recipe: Recipe, decay?: Decay): ScoredCandidate[] {
  return candidates
    .map((candidate) => ({ id: candidate.id, ranking: candidate.ranking, score: scoreOf(candidate, seedMix, recipe) }))
    .map((item) => ({ item, worth: worthOf(item, decay) }))
    .sort((a, b) => b.worth - a.worth || (a.item.id < b.item.id ? -1 : 1))
    .map(({ item }) => item)
}

function worthOf({ score, ranking }: ScoredCandidate, decay: Decay | undefined): number {
  return decay === undefined ? score.confidence : decayed(score.confidence, ranking.publishedAt, decay)
}
