import type { WordVector } from '#shared/index/point.ts'
import type { FieldMix } from '#shared/recipe/recipe.ts'

/** What to look for: one video, several, or a text, in the form of a vector and words. */
export interface Content {
  readonly vector?: Float32Array
  readonly words: WordVector
  readonly mix: FieldMix
  /** What it is written in, as primary subtag; undefined: not known. */
  readonly language?: string | undefined
}

/** What a place further back in the history still counts. */
const RECENCY = 0.85
const MAX_TERMS = 64

/**
 * Several contents as one: the weighted mean of the unit vectors, made a unit vector again, and the words likewise. The first counts
 * most; its mix stands for all. Contents in several languages are in none.
 * @param recency What a place further back counts, of the one before it.
 * @returns undefined for no content, or none with anything to search with.
 */
export function blend(contents: readonly Content[], recency = RECENCY): Content | undefined {
  const useful = contents.filter(({ vector, words }) => vector !== undefined || words.size > 0)
  const [first] = useful
  if (first === undefined || useful.length === 1) return first
  const vector = meanVector(useful, recency)
  const mix = useful.find((content) => content.vector !== undefined)?.mix ?? ''
  const languages = new Set(useful.map(({ language }) => language))
  const language = languages.size === 1 ? first.language : undefined
  return { words: meanWords(useful, recency), mix, language, ...(vector !== undefined && { vector }) }
}

/**
 * What several contents have in common, all counting alike: the mean of their vectors, and the words that half of them hold (two at
 * least), so that what is peculiar to one of them does not count.
 */
export function joint(contents: readonly Content[]): Content | undefined {
  const holders = new Map<string, number>()
  for (const { words } of contents) for (const term of words.keys()) holders.set(term, (holders.get(term) ?? 0) + 1)
  const enough = Math.max(2, contents.length / 2)
  const common = contents.map((content) => ({
    ...content,
    words: new Map(Array.from(content.words).filter(([term]) => (holders.get(term) ?? 0) >= enough)),
  }))
  return blend(common, 1)
}

function meanVector(contents: readonly Content[], recency: number): Float32Array | undefined {
  const dimensions = contents.find(({ vector }) => vector !== undefined)?.vector?.length
  if (dimensions === undefined) return undefined
  const sum = new Float32Array(dimensions)
  contents.forEach(({ vector }, place) => vector?.forEach((value, i) => (sum[i] = (sum[i] ?? 0) + value * recency ** place)))
  const norm = Math.hypot(...sum)
  // Contents that cancel each other out point nowhere.
  return norm < 1e-6 ? undefined : sum.map((value) => value / norm)
}

function meanWords(contents: readonly Content[], recency: number): WordVector {
  const sums = new Map<string, number>()
  contents.forEach(({ words }, place) => {
    for (const [term, weight] of words) sums.set(term, (sums.get(term) ?? 0) + weight * recency ** place)
  })
  const heaviest = Array.from(sums)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, MAX_TERMS)
  const norm = Math.hypot(...heaviest.map(([, weight]) => weight))
  return new Map(heaviest.map(([term, weight]) => [term, weight / (norm || 1)]))
}
