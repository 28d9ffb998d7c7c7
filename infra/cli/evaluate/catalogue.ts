import type { Video } from '#shared/video/event.ts'
import type { Warehouse } from '#shared/warehouse/warehouse.ts'

/** The documents as they were stored, by id. */
export async function catalogueOf(warehouse: Warehouse): Promise<ReadonlyMap<string, Video>> {
  const documents = new Map<string, Video>()
  for await (const { id, document } of warehouse.latestChanges()) if (document !== null) documents.set(id, document)
  return documents
}
