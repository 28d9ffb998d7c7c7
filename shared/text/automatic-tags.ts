import type { Recipe } from '#shared/recipe/recipe.ts'
import type { TagVocabulary } from '#shared/recipe/statistics/text-statistics.ts'

/**
 * The vectors of the vocabulary's tags that lie nearest to a video's own text, in place of the tags that its uploader did not give. Without
 * them the video lies on another level than tagged ones, and is hardly ever seen beside them.
 * @param text unit vector of the video's other fields.
 */
export function automaticTags(text: Float32Array, { vectors }: TagVocabulary, { count, weight }: Recipe['automaticTags']): Float32Array[] {
  if (weight === 0) return []
  return vectors
    .map((vector, place) => ({ vector, place, cosine: dot(text, vector) }))
    .sort((a, b) => b.cosine - a.cosine || a.place - b.place)
    .slice(0, count)
    .map(({ vector }) => vector)
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
