import type { Candidate } from '#shared/index/video-index.ts'
import { confidenceOf, curveOf, pairKind } from '#shared/recipe/calibration.ts'
import type { PairKind } from '#shared/recipe/calibration.ts'
import { hasUnsupportedTitle } from '#shared/recipe/recipe.ts'
import type { FieldMix, Recipe } from '#shared/recipe/recipe.ts'
import { AS_SCORED } from './language-match.ts'
import type { LanguageMatch } from './language-match.ts'

/** How near a candidate is to what is asked for. */
export interface Score {
  /** Cosine + weight x words, on raw scores, less the penalty for a title that the speech does not bear out. */
  readonly total: number
  /** Probability that people would call the two related, 0 to 1: see `upnext calibrate`. */
  readonly confidence: number
  readonly kind: PairKind
  /** Whether the confidence is above the floor: what is below is no better than chance. */
  readonly aboveFloor: boolean
}

/**
 * The score of a candidate: the cosine plus the weighted word score. A sum of raw scores, so that it does not depend on the other
 * candidates, the limit, the filter or the shard.
 * @param match How scores across languages are brought to the level of those within one.
 */
export function scoreOf(
  candidate: Pick<Candidate, 'cosine' | 'words' | 'ranking'>,
  seedMix: FieldMix,
  recipe: Recipe,
  match: LanguageMatch = AS_SCORED,
): Score {
  const { cosine, words, otherLanguage } = match(candidate)
  const kind = cosine === undefined ? 'words' : pairKind(seedMix, candidate.ranking.mix)
  const penalty = hasUnsupportedTitle(candidate.ranking.mix) ? recipe.unsupportedTitle.penalty : 0
  const total = (cosine ?? 0) + recipe.words.weight * words - penalty
  const confidence = confidenceOf(total, curveOf(recipe.calibration, kind, [seedMix, candidate.ranking.mix], otherLanguage))
  return { total, kind, confidence, aboveFloor: confidence >= recipe.calibration.floor }
}
