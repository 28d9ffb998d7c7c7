import type { TermStatistics, VideoIndex, WordVector } from '#shared/index/video-index.ts'
import { createGenerations } from './generations.ts'

/** Rarity moves slowly: minutes-old frequencies rank as well as new ones. */
const TTL_MS = 20 * 60 * 1000
const MAX_TERMS = 400_000

/** Document frequencies of terms, kept in the process: without them each request would ask the index once more. */
export interface Rarity {
  /** Statistics for the terms of a word vector. @throws UpnextError what the index throws. */
  of(collection: string, words: WordVector): Promise<TermStatistics>
}

export function createRarity(index: VideoIndex, clock: () => number): Rarity {
  const frequencies = createGenerations<number>({ ttlMs: TTL_MS, maxEntries: MAX_TERMS, clock })
  const documents = createGenerations<number>({ ttlMs: TTL_MS, maxEntries: MAX_TERMS, clock })
  const keyOf = (collection: string, term: string): string => `${collection} ${term}`

  const fetch = async (collection: string, terms: readonly string[]): Promise<TermStatistics> => {
    const statistics = await index.terms(collection, terms)
    documents.set(collection, statistics.documents)
    terms.forEach((term) => frequencies.set(keyOf(collection, term), statistics.frequencies.get(term) ?? 0))
    return statistics
  }
  return {
    of: async (collection, words) => {
      const terms = Array.from(words.keys())
      const known = new Map(terms.flatMap((term) => pairOf(term, frequencies.get(keyOf(collection, term)))))
      const count = documents.get(collection)
      const missing = terms.filter((term) => !known.has(term))
      if (missing.length === 0 && count !== undefined) return { documents: count, frequencies: known }
      const fetched = await fetch(collection, missing)
      return { documents: fetched.documents, frequencies: new Map([...known, ...fetched.frequencies]) }
    },
  }
}

function pairOf(term: string, frequency: number | undefined): (readonly [string, number])[] {
  return frequency === undefined ? [] : [[term, frequency]]
}
