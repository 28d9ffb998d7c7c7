import type { RankingPayload } from '#shared/index/point.ts'
import type { Candidate } from '#shared/index/video-index.ts'
import type { LanguageLevels } from '#shared/recipe/statistics/language-levels.ts'
import { pairKey } from '#shared/recipe/statistics/language-levels.ts'

type Scores = Pick<Candidate, 'cosine' | 'words'>
type Languages = Pick<RankingPayload, 'language' | 'textLanguage'>

/** The scores of a candidate as they would be if it were in the language of what is asked about, and whether it is in another one. */
export type LanguageMatch = (candidate: Scores & { readonly ranking: Languages }) => Scores & { readonly otherLanguage: boolean }

/** Leaves scores as they are. */
export const AS_SCORED: LanguageMatch = (candidate) => asScored(candidate, false)

/** Points of a curve, rising in both. */
type Curve = readonly (readonly [from: number, to: number])[]

/**
 * Matches scores across languages to those within one. The cosine by quantiles: one that so many random pairs of its two languages exceed becomes
 * the one that as many pairs in one language exceed; the pair's own curve is used as far as it is known, then that of all pairs of two
 * languages. To the word score comes what pairs of such a cosine have in one language and lack in two. A candidate without a
 * vector stays as it is.
 * @param language What is asked about is written in; undefined: not known, and nothing is changed.
 */
export function languageMatch({ cosines, words: { cosines: at, lacking } }: LanguageLevels, language: string | undefined): LanguageMatch {
  if (language === undefined) return AS_SCORED
  const across = curve(cosines.other, cosines.same)
  return (candidate) => {
    const other = writtenLanguage(candidate.ranking)
    const otherLanguage = other !== undefined && other !== language
    if (!otherLanguage || candidate.cosine === undefined || cosines.same.length === 0) return asScored(candidate, otherLanguage)
    const pair = curve(cosines.pairs[pairKey(language, other)] ?? [], cosines.other)
    const cosine = along(across, along(pair, candidate.cosine))
    return { cosine, words: candidate.words + levelAt(curve(at, lacking), cosine), otherLanguage }
  }
}

function asScored({ cosine, words }: Scores, otherLanguage: boolean): ReturnType<LanguageMatch> {
  return { words, otherLanguage, ...(cosine !== undefined && { cosine }) }
}

/** What a video is written in, as primary subtag: told from its text, or else what is spoken. */
export function writtenLanguage({ textLanguage, language }: Languages): string | undefined {
  return textLanguage ?? language?.split('-')[0]
}

function curve(from: readonly number[], to: readonly number[]): Curve {
  return from.map((value, i) => [value, to[i] ?? value] as const)
}

/** Straight between the points, shifted as a whole beyond the ends; the value itself without points. */
function along(points: Curve, value: number): number {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return value
  const end = value < first[0] ? first : last
  return between(points, value) ?? value + end[1] - end[0]
}

/** Straight between the points, level beyond the ends; 0 without points. */
function levelAt(points: Curve, value: number): number {
  const end = value < (points[0]?.[0] ?? 0) ? points[0] : points.at(-1)
  return between(points, value) ?? end?.[1] ?? 0
}

function between(points: Curve, value: number): number | undefined {
  const next = points.findIndex(([from]) => from > value)
  const [low, high] = [points[next - 1], points[next]]
  if (low === undefined || high === undefined) return undefined
  return low[1] + ((value - low[0]) / (high[0] - low[0])) * (high[1] - low[1])
}
