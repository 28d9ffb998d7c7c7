import type { TermStatistics, VideoIndex, WordVector } from '#shared/index/video-index.ts'
import { LRUCache } from 'lru-cache'

const TERMS = 200_000
/** Rarity moves slowly: minutes-old frequencies rank as well as new ones. */
const TTL_MS = 10 * 60 * 1000

/** Document frequencies of terms, kept in the process: without them each request would ask the index once more. */
export interface Rarity {
  /** Statistics for the terms of a word vector. @throws UpnextError what the index throws. */
  of(collection: string, words: WordVector): Promise<TermStatistics>
}

export function createRarity(index: VideoIndex): Rarity {
  const frequencies = new LRUCache<string, number>({ max: TERMS, ttl: TTL_MS })
  const documents = new LRUCache<string, number>({ max: 100, ttl: TTL_MS })
  const keyOf = (collection: string, term: string): string => `${collection} ${term}`

  const fetch = async (collection: string, terms: readonly string[]): Promise<TermStatistics> => {
    const statistics = await index.terms(collection, terms)
    documents.set(collection, statistics.documents)
    terms.forEach((term) => frequencies.set(keyOf(collection, term), statistics.frequencies.get(term) ?? 0))
    return statistics
  }
  return {
    of: async (collection, words) => {
      const known = new Map<string, number>()
      for (const term of words.keys()) {
        const frequency = frequencies.get(keyOf(collection, term))
        if (frequency !== undefined) known.set(term, frequency)
      }
      const count = documents.get(collection)
      const missing = Array.from(words.keys()).filter((term) => !known.has(term))
      if (missing.length === 0 && count !== undefined) return { documents: count, frequencies: known }
      const fetched = await fetch(collection, missing)
      return { documents: fetched.documents, frequencies: new Map([...known, ...fetched.frequencies]) }
    },
  }
}
