import type { Candidate } from '#shared/index/video-index.ts'
import { curveOf, pairKind, scoreAt } from '#shared/recipe/calibration.ts'
import { AS_SCORED } from '../language-match.ts'
import type { LanguageMatch } from '../language-match.ts'
import type { FieldMix, Recipe } from '#shared/recipe/recipe.ts'

/** What the viewer does not want, compared with the candidates. */
export interface Comparison {
  readonly mix: FieldMix
  /** Brings scores across languages to the level of those within one. */
  readonly match?: LanguageMatch
  readonly scored: readonly Candidate[]
}

/** Words count twice: a rare word in common with what is unwanted tells its subject apart from one nearby, which a cosine hardly does. */
const WORDS = 2
/** How far above the floor of their kind a candidate is unwanted at even odds, and the scale of the curve. */
const LEVEL = 0.04
const SCALE = 0.1
/** From here on a candidate is as good as the unwanted itself: it is not shown among the similar ones at all. */
export const NEVER = 0.9

/**
 * How much each candidate is like anything that is unwanted, 0 to 1: a logistic of cosine + 2 x words with that, its midpoint above the floor
 * of their kind. A penalty on the candidate: taking the unwanted out of the query vector would turn it away from the subject as well.
 */
export function unwantedness(comparisons: readonly Comparison[], { calibration }: Recipe): ReadonlyMap<string, number> {
  const most = new Map<string, number>()
  for (const { mix, scored, match = AS_SCORED } of comparisons) {
    for (const candidate of scored) {
      const { id, ranking } = candidate
      const { cosine, words, otherLanguage } = match(candidate)
      const kind = cosine === undefined ? 'words' : pairKind(mix, ranking.mix)
      const floor = scoreAt(calibration.floor, curveOf(calibration, kind, [mix, ranking.mix], otherLanguage))
      const above = (cosine ?? 0) + WORDS * words - floor - LEVEL
      most.set(id, Math.max(1 / (1 + Math.exp(-above / SCALE)), most.get(id) ?? 0))
    }
  }
  return most
}
