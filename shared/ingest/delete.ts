import { liveCollections } from '#shared/index/registry.ts'
import { orderOfDelete } from '#shared/video/document.ts'
import type { VideoDeleted } from '#shared/video/event.ts'
import type { IngestContext } from './ingest.ts'

export type DeleteContext = Pick<IngestContext, 'index' | 'registry' | 'warehouse' | 'logger' | 'clock'>

/** Leaves a tombstone in every live collection, and in the warehouse a row without content. */
export async function ingestDelete(event: VideoDeleted, eventTime: number, context: DeleteContext): Promise<void> {
  const { index, registry, warehouse, clock } = context
  const state = await registry.read()
  const order = { ...orderOfDelete(event), deleted: true as const }
  await Promise.all(liveCollections(state).map(({ name }) => index.upsert(name, [{ id: event.id, order }])))
  await warehouse.appendChanges([{ id: event.id, order, document: null, eventTime, ingestedAt: clock(), registryRevision: state.revision }])
  context.logger.debug('video-deleted', { id: event.id, version: event.version })
}
