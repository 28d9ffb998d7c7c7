import { sketchOf } from '#shared/index/identity/sketch.ts'
import { displayPayload, rankingPayload } from '#shared/index/payload.ts'
import type { Point } from '#shared/index/point.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'
import type { VideoTexts } from '#shared/text/fields.ts'
import { joinedVector } from '#shared/text/vector.ts'
import type { JoinedVector } from '#shared/text/vector.ts'
import type { Video } from '#shared/video/event.ts'
import type { Order } from '#shared/video/order.ts'
import type { Ingesting } from './ingest.ts'

export type Making = Pick<Ingesting, 'embedders' | 'statistics'>

/**
 * The point of a video by a recipe: it depends on document and recipe alone.
 * @param made The vector of these texts where it is known; else the recipe's model makes it.
 */
export async function makePoint(
  video: Video,
  order: Order,
  texts: VideoTexts,
  recipe: Recipe,
  making: Making,
  made?: JoinedVector,
): Promise<Point> {
  const { vector, mix } = made ?? (await embedded(texts, recipe, making))
  const { textHash, words, spelling, wordings, textLanguage } = texts
  const ranking = rankingPayload(video, { mix, words, textLanguage, ...(vector && { sketch: sketchOf(vector) }) })
  return { id: video.id, order, words, spelling, textHash, ...(vector && { vector }), ranking, display: displayPayload(video, wordings) }
}

async function embedded(texts: VideoTexts, recipe: Recipe, { embedders, statistics }: Making): Promise<JoinedVector> {
  const [embedder, { tags }, means] = await Promise.all([embedders(recipe.model), statistics.text(recipe), statistics.fields(recipe)])
  return joinedVector(texts, embedder, recipe, tags, means)
}
