import type { Embedder } from '#shared/embedding/embedder.ts'
import { buildTexts, type VideoTexts } from '#shared/text/fields.ts'
import { fieldDirections } from '#shared/text/vector.ts'
import type { Video } from '#shared/video/event.ts'
import type { FieldName, Recipe } from '../recipe.ts'
import type { FieldMeans } from './field-means.ts'
import { writtenPart } from './language-sample.ts'
import type { TextStatistics } from './text-statistics.ts'

/** What a video's field vectors are made from, without the words. */
export interface FieldTexts {
  readonly written: Video
  readonly speech: Pick<VideoTexts, 'transcript' | 'speechTrusted'>
}

export function fieldTextsOf(video: Video, { transcript, speechTrusted }: VideoTexts): FieldTexts {
  return { written: writtenPart(video), speech: { transcript, speechTrusted } }
}

/**
 * Embeds the fields of a sample of a catalogue and takes the mean of each. One video after the other, in the order of the sample: the same sample gives
 * the same means.
 */
export async function fieldMeansOf(
  sample: readonly FieldTexts[],
  text: TextStatistics,
  recipe: Recipe,
  embedder: Embedder,
): Promise<FieldMeans> {
  const sums = new Map<FieldName, { readonly sum: Float64Array; count: number }>()
  for (const { written, speech } of sample) {
    const texts = { ...buildTexts(written, recipe, text), ...speech }
    for (const [field, direction] of await fieldDirections(texts, embedder, recipe)) {
      const known = sums.get(field) ?? { sum: new Float64Array(direction.length), count: 0 }
      sums.set(field, known)
      known.count += 1
      direction.forEach((value, i) => (known.sum[i] = (known.sum[i] ?? 0) + value))
    }
  }
  return Object.fromEntries(Array.from(sums, ([field, { sum, count }]) => [field, Float32Array.from(sum, (value) => value / count)]))
}
