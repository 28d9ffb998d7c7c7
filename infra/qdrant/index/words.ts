import type { WordVector } from '#shared/index/point.ts'
import type { WordQuery } from '#shared/index/video-index.ts'
import { fnv1a } from '#shared/fnv1a.ts'

export interface Sparse {
  readonly indices: number[]
  readonly values: number[]
}

/**
 * The dimension of a term: a hash of 32 bits. With five million different terms one in 860 shares its number with another; two of one
 * video's 64 do so in one of two million videos.
 */
export function dimensionOf(term: string): number {
  return fnv1a(term)
}

/** Words by dimension. Of two terms that share one, the first stays: Qdrant refuses a vector that names a dimension twice. */
export function byDimension(words: WordVector | WordQuery): ReadonlyMap<number, readonly [term: string, weight: number]> {
  const found = new Map<number, readonly [string, number]>()
  for (const word of words) {
    const dimension = dimensionOf(word[0])
    if (!found.has(dimension)) found.set(dimension, word)
  }
  return found
}

export function sparse(words: WordVector | WordQuery): Sparse {
  const entries = Array.from(byDimension(words))
  return { indices: entries.map(([dimension]) => dimension), values: entries.map(([, [, weight]]) => weight) }
}

/** Keys that are there, all alike. */
export function keysVector(keys: readonly number[]): Sparse {
  return { indices: keys.slice(), values: keys.map(() => 1) }
}

/** The words of a stored point, in the order of its terms. */
export function wordsOf(terms: readonly string[], { indices, values }: Sparse): WordVector {
  const weights = new Map(indices.map((dimension, i) => [dimension, values[i] ?? 0]))
  return new Map(terms.map((term) => [term, weights.get(dimensionOf(term)) ?? 0]))
}
