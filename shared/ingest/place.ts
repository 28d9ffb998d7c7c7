import type { CollectionRecord } from '#shared/index/registry.ts'
import { displayPayload, rankingPayload } from '#shared/index/payload.ts'
import type { Head } from '#shared/index/video-index.ts'
import { hasUnsupportedTitle } from '#shared/recipe/recipe.ts'
import type { FieldMix } from '#shared/recipe/recipe.ts'
import { buildTexts } from '#shared/text/fields.ts'
import type { VideoTexts } from '#shared/text/fields.ts'
import type { Video } from '#shared/video/event.ts'
import { compareOrder } from '#shared/video/order.ts'
import type { Order } from '#shared/video/order.ts'
import type { Ingesting } from './ingest.ts'
import { makePoint } from './point.ts'

/** What placing a video needs. */
export type Placing = Pick<Ingesting, 'index' | 'embedders' | 'statistics' | 'logger'>

/** What the warehouse keeps beside the document: the vector, where this event made one or had made it before. */
export interface Placed {
  readonly textHash: string
  readonly mix?: FieldMix
  readonly vector?: Float32Array
  /** The collection holds a delete that beats the event. */
  readonly lostToDelete?: boolean
}

/**
 * Brings one video into one collection, by the cheapest way that is right: nothing for an event that came late or twice, the payload
 * alone where the texts are as they were, else a new vector.
 */
export async function placeVideo(video: Video, order: Order, collection: CollectionRecord, context: Placing): Promise<Placed> {
  const texts = buildTexts(video, collection.recipe, await context.statistics.text(collection.recipe))
  const head = await headOf(video.id, collection, context)
  if (head !== undefined) warnOfConflict(video, order, head, context)
  const lead = head === undefined ? 1 : compareOrder(order, head.order)
  if (lead < 0) return { textHash: texts.textHash, lostToDelete: head?.order.deleted === true }
  if (lead === 0) return { textHash: texts.textHash, ...(await storedVector(video.id, collection, context)) }
  if (head?.textHash === texts.textHash && (await patched(video, order, texts, head, collection, context)))
    return { textHash: texts.textHash }
  return embedAndUpsert(video, order, texts, collection, context)
}

async function embedAndUpsert(
  video: Video,
  order: Order,
  texts: VideoTexts,
  { name, recipe }: CollectionRecord,
  context: Placing,
): Promise<Placed> {
  const point = await makePoint(video, order, texts, recipe, context)
  const { textHash, vector } = point
  const { mix } = point.ranking
  if (hasUnsupportedTitle(mix)) context.logger.warn('title-far-from-transcript', { id: video.id, version: video.version, collection: name })
  await context.index.upsert(name, [point])
  return { textHash, mix, ...(vector && { vector }) }
}

/** Tries the payload alone. False when the stored text changed in between, so that the patch found nothing to apply to. */
async function patched(
  video: Video,
  order: Order,
  { words, wordings, textLanguage }: VideoTexts,
  head: Head,
  collection: CollectionRecord,
  context: Placing,
): Promise<boolean> {
  const { textHash, mix, sketch } = head
  if (textHash === undefined || mix === undefined) return false
  const ranking = rankingPayload(video, { mix, words, textLanguage, ...(sketch !== undefined && { sketch }) })
  const patch = { id: video.id, order, textHash, ranking, display: displayPayload(video, wordings) }
  await context.index.patch(collection.name, [patch])
  const after = await headOf(video.id, collection, context)
  return after !== undefined && compareOrder(order, after.order) <= 0
}

/** An event that came again may have crashed between index and warehouse: its vector goes there once more. */
async function storedVector(id: string, { name }: CollectionRecord, { index }: Placing): Promise<Pick<Placed, 'vector' | 'mix'>> {
  const stored = (await index.seeds(name, [id])).get(id)
  return stored?.vector === undefined ? {} : { vector: stored.vector, mix: stored.ranking.mix }
}

async function headOf(id: string, { name }: CollectionRecord, { index }: Placing): Promise<Head | undefined> {
  return (await index.heads(name, [id])).get(id)
}

function warnOfConflict({ id, version }: Video, order: Order, head: Head, { logger }: Placing): void {
  const conflict = head.order.version === version && !head.order.deleted && head.order.digest !== order.digest
  if (conflict) logger.warn('version-conflict', { id, version, kept: order.digest > head.order.digest ? 'incoming' : 'stored' })
}
