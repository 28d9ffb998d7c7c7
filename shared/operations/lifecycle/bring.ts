import { isUpnextError } from '#shared/errors.ts'
import type { CollectionRecord } from '#shared/index/registry.ts'
import type { VideoIndex } from '#shared/index/video-index.ts'
import { placeVideo, type Placing } from '#shared/ingest/place.ts'
import { recipeDigest } from '#shared/recipe/recipe.ts'
import { compareOrder } from '#shared/video/order.ts'
import type { DocumentChange, Warehouse } from '#shared/warehouse/warehouse.ts'

/** The changes that a collection does not have yet, nor anything greater. */
export async function notIn(index: VideoIndex, collection: string, changes: readonly DocumentChange[]): Promise<readonly DocumentChange[]> {
  const ids = changes.map(({ id }) => id)
  const heads = await index.heads(collection, ids)
  return changes.filter(({ id, order }) => {
    const head = heads.get(id)
    return head === undefined || compareOrder(order, head.order) > 0
  })
}

/** Brings a change of the warehouse into a collection that ingest writes too, by the same conditional writes. */
async function bring(
  { id, order, document }: DocumentChange,
  record: CollectionRecord,
  placing: Placing & { readonly warehouse: Warehouse },
): Promise<void> {
  if (document === null) return placing.index.upsert(record.name, [{ id, order: { ...order, deleted: true } }])
  const { textHash, mix, vector } = await placeVideo(document, order, record, placing)
  if (vector === undefined || mix === undefined) return
  await placing.warehouse.appendVectors([{ id, recipeDigest: recipeDigest(record.recipe), textHash, mix, vector }])
}

/** @returns false for a document that today's text rules cannot read: it would be missing for ever. */
export async function bringOrRefuse(
  change: DocumentChange,
  record: CollectionRecord,
  placing: Placing & { readonly warehouse: Warehouse },
): Promise<boolean> {
  try {
    await bring(change, record, placing)
    return true
  } catch (error) {
    if (!isUpnextError(error, 'invalid-event')) throw error
    placing.logger.warn('index.video-refused', { id: change.id, version: change.order.version, collection: record.name, error })
    return false
  }
}
