import { liveCollections } from '#shared/index/registry.ts'
import { recipeDigest } from '#shared/recipe/recipe.ts'
import { cutToLimits } from '#shared/text/limits.ts'
import { orderOfVideo } from '#shared/video/document.ts'
import type { Video } from '#shared/video/event.ts'
import type { VectorRow } from '#shared/warehouse/warehouse.ts'
import type { IngestContext } from './ingest.ts'
import { placeVideo } from './place.ts'
import { resolveTranscript } from './transcript.ts'

/**
 * Brings a video into every live collection, then into the warehouse. The index comes first, so that a warehouse that is down
 * never keeps a video on shelves that its owner has made private; a crash in between is healed by redelivery.
 */
export async function ingestUpsert(uploaded: Video, eventTime: number, context: IngestContext): Promise<void> {
  const { video, cut } = cutToLimits(uploaded)
  if (cut.length > 0) context.logger.warn('text-cut', { id: video.id, version: video.version, fields: cut })
  const [document, state] = await Promise.all([resolveTranscript(video, context.transcripts), context.registry.read()])
  const order = orderOfVideo(video)
  const placed = await Promise.all(
    liveCollections(state).map(async (collection) => {
      const { textHash, vector } = await placeVideo(document, order, collection, context)
      return vector === undefined ? [] : [{ id: video.id, recipeDigest: recipeDigest(collection.recipe), textHash, vector }]
    }),
  )
  const ingestedAt = context.clock()
  await Promise.all([
    context.warehouse.appendChanges([{ id: video.id, order, document, eventTime, ingestedAt, registryRevision: state.revision }]),
    appendVectors(placed.flat(), context),
    putInitialViews(video, context),
  ])
  context.logger.debug('video-indexed', { id: video.id, version: video.version, afterMs: ingestedAt - eventTime })
}

async function appendVectors(rows: readonly VectorRow[], { warehouse }: IngestContext): Promise<void> {
  if (rows.length > 0) await warehouse.appendVectors(rows)
}

async function putInitialViews({ id, version, views }: Video, { signals }: IngestContext): Promise<void> {
  if (views !== undefined) await signals.put([{ id, clock: { initial: version }, views }])
}
