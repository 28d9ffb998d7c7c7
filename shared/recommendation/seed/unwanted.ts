import type { Seed } from '#shared/index/video-index.ts'
import type { TermStatistics } from '#shared/recipe/statistics/rarity.ts'
import { wordQuery } from '#shared/text/word-query.ts'
import { writtenLanguage } from '../language-match.ts'
import type { UnwantedQuery } from '../tiers/tier.ts'
import { joint } from './blend.ts'
import type { Content } from './blend.ts'

/** Each comparison is one more read of the index: of many videos not liked, so many are compared with by themselves. */
const SINGLES = 4

/**
 * What candidates are compared with, so that those like anything unwanted fall behind: the text to avoid, what the videos not liked have in
 * common, and some of these by themselves; nothing where rarity is out of reach.
 */
export function unwantedQueries(
  avoided: Content | undefined,
  disliked: readonly Content[],
  rarity: TermStatistics | undefined,
): readonly UnwantedQuery[] {
  if (rarity === undefined) return []
  const contents = [avoided, disliked.length > 1 ? joint(disliked) : undefined, ...disliked.slice(0, SINGLES)]
  return contents.flatMap((content) => {
    if (content === undefined) return []
    const { vector, mix, words, language } = content
    return [{ words: wordQuery(words, rarity), mix, ...(language !== undefined && { language }), ...(vector !== undefined && { vector }) }]
  })
}

/** The content of stored videos. */
export function contentsOf(videos: readonly Seed[]): Content[] {
  return videos.map(({ vector, words, ranking }) => ({
    words,
    mix: ranking.mix,
    language: writtenLanguage(ranking),
    ...(vector !== undefined && { vector }),
  }))
}
