import type { ScanPage } from '#shared/index/video-index.ts'
import { INDEXING_KIB } from '../collections/config.ts'
import { READS_A_CALL } from '../collections/limits.ts'
import { apply } from '../collections/records.ts'
import { is, type Filter } from '../conditions.ts'
import type { Connection } from '../connection/connection.ts'
import { KEY } from '../keys.ts'
import { idOf } from './payload.ts'
import { HEAD_KEYS, headOf } from './reads.ts'

/** By point id. @NOTE The offset of a scroll is the first point of its page, whether that still exists or not. */
export async function scan(
  connection: Connection,
  collection: string,
  { after, limit }: { readonly after?: string; readonly limit: number },
): Promise<ScanPage> {
  const page = { limit: Math.min(limit, READS_A_CALL), with_payload: [...HEAD_KEYS], ...(after !== undefined && { offset: after }) }
  const { points, next_page_offset: next } = await connection.scan((api, init) =>
    api.scrollPoints({ collection_name: collection, ...page }, init),
  )
  return {
    points: points.map(({ payload }) => ({ id: idOf(payload), ...headOf(payload ?? {}) })),
    next: typeof next === 'string' ? next : null,
  }
}

/** A threshold of 0 lets segments grow without a graph. */
export async function setIndexing(connection: Connection, collection: string, state: 'on' | 'off'): Promise<void> {
  const optimizers_config = { indexing_threshold: state === 'on' ? INDEXING_KIB : 0 }
  await connection.write((api, init) => api.updateCollection({ collection_name: collection, optimizers_config }, init))
}

/** Green: no optimisation runs or is due. */
export async function isIndexed(connection: Connection, collection: string): Promise<boolean> {
  const { status, config } = await connection.read((api, init) => api.getCollection({ collection_name: collection }, init))
  return status === 'green' && config.optimizer_config.indexing_threshold !== 0
}

export async function oldTombstones(connection: Connection, collection: string, before: number): Promise<number> {
  const filter = oldTombstone(before)
  return (await connection.scan((api, init) => api.countPoints({ collection_name: collection, filter, exact: true }, init))).count
}

export async function purgeTombstones(connection: Connection, collection: string, before: number): Promise<void> {
  await apply(connection, collection, [{ delete: { filter: oldTombstone(before) } }])
}

function oldTombstone(before: number): Filter {
  return { must: [is(KEY.deleted, 1), { key: KEY.changedAt, range: { lt: before } }] }
}
