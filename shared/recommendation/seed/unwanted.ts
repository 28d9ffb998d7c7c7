import type { Seed } from '#shared/index/video-index.ts'
import { wordQuery } from '#shared/text/word-query.ts'
import type { UnwantedQuery } from '../tiers/tier.ts'
import type { Rarity } from '../upkeep/rarity.ts'
import type { Reads } from '../upkeep/reads.ts'
import { joint } from './blend.ts'
import type { Content } from './blend.ts'

/** Each comparison is one more read of the index: of many videos not liked, so many are compared with by themselves. */
const SINGLES = 4

/**
 * What candidates are compared with, so that those like anything unwanted fall behind: the text to avoid, what the videos not liked have in
 * common, and some of these by themselves.
 */
export async function unwantedQueries(
  avoided: Content | undefined,
  disliked: readonly Content[],
  rarity: Rarity,
  reads: Reads,
  collection: string,
): Promise<readonly UnwantedQuery[]> {
  const contents = [avoided, disliked.length > 1 ? joint(disliked) : undefined, ...disliked.slice(0, SINGLES)]
  const queries = await Promise.all(
    contents.map(async (content) => {
      if (content === undefined) return []
      const statistics = await reads.attempt(() => rarity.of(collection, content.words))
      if (statistics === undefined) return []
      const { vector, mix, words } = content
      return [{ words: wordQuery(words, statistics), mix, ...(vector !== undefined && { vector }) }]
    }),
  )
  return queries.flat()
}

/** The content of stored videos. */
export function contentsOf(videos: readonly Seed[]): Content[] {
  return videos.map(({ vector, words, ranking: { mix } }) => ({ words, mix, ...(vector !== undefined && { vector }) }))
}
