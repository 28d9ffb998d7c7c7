import type { WordVector } from '#shared/index/point.ts'
import { respelled } from '#shared/text/spelling/spelled-words.ts'
import type { TextContent } from '../text-content.ts'
import { correctionsOf } from './corrections.ts'
import type { Findable } from './corrections.ts'

/** What a word counts that was not typed, where the typed one is found as well. */
const NOT_TYPED = 0.5

/**
 * The content of a search text whose words may be misspelled. Read otherwise than typed only where something then lies nearer: a word that
 * no title has may be right, in another language. What is found as typed stays first.
 */
export async function tolerantContent(
  text: string,
  read: (text: string) => Promise<TextContent>,
  findable: Findable,
): Promise<TextContent> {
  const [typed, corrections] = await Promise.all([read(text), correctionsOf(text, findable)])
  if (corrections.size === 0) return typed
  const readAs = respelled(text, corrections)
  const corrected = await read(readAs)
  const slips = new Map(Array.from(typed.words).filter(([term]) => !corrected.words.has(term)))
  const [typedLies, correctedLies, isThere] = await Promise.all([
    nearest(typed, findable),
    nearest(corrected, findable),
    isFound(slips, findable),
  ])
  if (correctedLies < typedLies) return typed
  return isThere ? { ...typed, words: withMore(typed.words, corrected.words) } : { ...corrected, readAs }
}

/** The greatest cosine of any video that may be found: none counts as the least. */
async function nearest({ vector }: TextContent, { reads, collection, filter }: Findable): Promise<number> {
  if (vector === undefined) return -1
  const query = { vector, words: new Map(), filter, limit: 1, retrieve: 'dense' as const }
  const found = await reads.spare((index) => index.candidates(collection, query))
  return found?.[0]?.cosine ?? -1
}

async function isFound(words: WordVector, { reads, collection, filter }: Findable): Promise<boolean> {
  if (words.size === 0) return false
  const found = await reads.spare((index) => index.candidates(collection, { words, filter, limit: 1, retrieve: 'words' }))
  return (found?.length ?? 0) > 0
}

function withMore(typed: WordVector, others: WordVector): WordVector {
  return new Map([...Array.from(others, ([term, weight]) => [term, weight * NOT_TYPED] as const), ...typed])
}
