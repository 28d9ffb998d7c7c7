import { liveCollections } from '#shared/index/registry.ts'
import { recipeDigest } from '#shared/recipe/recipe.ts'
import { cutToLimits } from '#shared/text/limits.ts'
import { orderOfVideo } from '#shared/video/document.ts'
import type { Video } from '#shared/video/event.ts'
import type { VectorRow } from '#shared/warehouse/warehouse.ts'
import type { IngestContext, Ingesting } from './ingest.ts'
import { placeVideo, type Placed } from './place.ts'
import { resolveTranscript } from './transcript.ts'

/**
 * Brings a video into every live collection, then into the warehouse. The index comes first, so that a warehouse that is down
 * never keeps a video on shelves that its owner has made private; a crash in between is healed by redelivery. What a delete has beaten
 * everywhere leaves nothing but its views: they belong to the video, whose next version may bring none.
 */
export async function ingestUpsert(uploaded: Video, eventTime: number, context: Ingesting): Promise<void> {
  const { video, cut } = cutToLimits(uploaded)
  if (cut.length > 0) context.logger.warn('text-cut', { id: video.id, version: video.version, fields: cut })
  const [document, state] = await Promise.all([resolveTranscript(video, context.transcripts), context.registry.read()])
  const order = orderOfVideo(video)
  const placed = await Promise.all(
    liveCollections(state).map(async (collection) => ({
      recipeDigest: recipeDigest(collection.recipe),
      ...(await placeVideo(document, order, collection, context)),
    })),
  )
  // The content may have been erased for good: an event that comes after that must not bring it back.
  if (placed.length > 0 && placed.every(({ lostToDelete }) => lostToDelete)) return putInitialViews(video, context)
  const ingestedAt = context.clock()
  const change = { id: video.id, order, document, eventTime, ingestedAt, registryRevision: state.revision }
  await Promise.all([context.warehouse.appendChanges([change]), appendVectors(placed, video.id, context), putInitialViews(video, context)])
  context.logger.debug('video-indexed', { id: video.id, version: video.version, afterMs: ingestedAt - eventTime })
}

type PlacedInCollection = Placed & Pick<VectorRow, 'recipeDigest'>

async function appendVectors(placed: readonly PlacedInCollection[], id: string, { warehouse }: IngestContext): Promise<void> {
  const rows = placed.flatMap(({ vector, mix, textHash, recipeDigest }) =>
    vector === undefined || mix === undefined ? [] : [{ id, recipeDigest, textHash, mix, vector }],
  )
  if (rows.length > 0) await warehouse.appendVectors(rows)
}

async function putInitialViews({ id, version, views }: Video, { signals }: IngestContext): Promise<void> {
  if (views !== undefined) await signals.put([{ id, clock: { initial: version }, views }])
}
