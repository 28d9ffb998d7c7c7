import type { WordVector } from '#shared/index/point.ts'
import type { WordQuery } from '#shared/index/video-index.ts'
import type { TermStatistics } from '#shared/recipe/statistics/rarity.ts'

/**
 * Query weights of a video's terms, by their rarity in the catalogue: a candidate's word score is the sum of query weight x stored weight
 * over the terms in common. Both sides carry idf, so it is squared here: the cosine of two tf-idf vectors (Salton and Buckley 1988) but for
 * the candidate's norm, which is stored without idf. idf = ln(1 + N / df); a term that no document holds counts as held by one.
 * Divided by the seed's own score, so that a video scores 1 with itself, whatever the seed.
 */
export function wordQuery(words: WordVector, statistics: TermStatistics): WordQuery {
  const weighted = Array.from(words, ([term, weight]) => ({ term, weight, query: weight * idf(term, statistics) ** 2 }))
  const self = weighted.reduce((sum, { weight, query }) => sum + weight * query, 0)
  return new Map(weighted.map(({ term, query }) => [term, query / (self || 1)]))
}

function idf(term: string, { documents, frequencies }: TermStatistics): number {
  return Math.log(1 + Math.max(1, documents) / Math.max(1, frequencies.get(term) ?? 0))
}
