import type { Filter as VideoFilter } from '#shared/index/filter.ts'
import type { DisplayPayload, WordVector } from '#shared/index/point.ts'
import type { Head, Listed, Seed } from '#shared/index/video-index.ts'
import { retrieve } from '../collections/records.ts'
import type { Connection } from '../connection/connection.ts'
import { KEY, RANKING_KEYS, TEXT, WORDS } from '../keys.ts'
import { pointId } from '../point-id.ts'
import { conditionsOf } from './filter.ts'
import { displayOf, idOf, orderOf, rankingOf, type Payload } from './payload.ts'
import { best, SPARE } from './ranked.ts'
import { wordsOf, type Sparse } from './words.ts'

/** What a head is made from. */
export const HEAD_KEYS = [KEY.id, KEY.version, KEY.deleted, KEY.digest, KEY.textHash, KEY.ranking] as const

/** Read from most replicas: ingest decides by them what to write. */
export async function heads(connection: Connection, collection: string, ids: readonly string[]): Promise<ReadonlyMap<string, Head>> {
  const found = await retrieve(connection, collection, ids.map(pointId), { payload: HEAD_KEYS, fresh: true })
  return new Map(found.map(({ payload }) => [idOf(payload), headOf(payload)]))
}

export async function seeds(connection: Connection, collection: string, ids: readonly string[]): Promise<ReadonlyMap<string, Seed>> {
  const found = await retrieve(connection, collection, ids.map(pointId), { payload: true, vectors: [TEXT, WORDS] })
  const live = found.filter(({ payload }) => !orderOf(payload).deleted)
  return new Map(live.map(({ payload, vector }) => [idOf(payload), seedOf(payload, vector as StoredVectors)]))
}

export async function words(connection: Connection, collection: string, ids: readonly string[]): Promise<ReadonlyMap<string, WordVector>> {
  const found = await retrieve(connection, collection, ids.map(pointId), { payload: [KEY.id, KEY.terms], vectors: [WORDS] })
  const live = found.filter(({ payload }) => KEY.terms in payload)
  return new Map(live.map(({ payload, vector }) => [idOf(payload), wordsIn(payload, (vector as StoredVectors).words)]))
}

export async function displays(
  connection: Connection,
  collection: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DisplayPayload>> {
  const found = await retrieve(connection, collection, ids.map(pointId), { payload: [KEY.id, KEY.display] })
  return new Map(found.filter(({ payload }) => KEY.display in payload).map(({ payload }) => [idOf(payload), displayOf(payload)]))
}

export async function latest(connection: Connection, collection: string, filter: VideoFilter, limit: number): Promise<Listed[]> {
  const { points } = await connection.read((api, init) =>
    api.scrollPoints(
      {
        collection_name: collection,
        filter: conditionsOf(filter),
        order_by: { key: KEY.publishedAt, direction: 'desc' },
        limit: limit + SPARE,
        with_payload: [...RANKING_KEYS],
      },
      init,
    ),
  )
  const listed = points.map(({ payload }) => ({ id: idOf(payload), ranking: rankingOf(payload ?? {}) }))
  return best(listed, limit, ({ ranking }) => ranking.publishedAt)
}

interface StoredVectors {
  readonly [TEXT]?: readonly number[]
  readonly [WORDS]?: Sparse
}

export function headOf(payload: Payload): Head {
  const order = orderOf(payload)
  if (order.deleted) return { order }
  const { mix, sketch } = rankingOf(payload)
  return { order, textHash: payload[KEY.textHash] as string, mix, ...(sketch !== undefined && { sketch }) }
}

function seedOf(payload: Payload, { text, words }: StoredVectors): Seed {
  return {
    id: idOf(payload),
    order: orderOf(payload),
    textHash: payload[KEY.textHash] as string,
    ...(text === undefined ? {} : { vector: Float32Array.from(text) }),
    words: wordsIn(payload, words),
    ...(payload[KEY.channelSuspended] === true ? { channelSuspended: true as const } : {}),
    ranking: rankingOf(payload),
    display: displayOf(payload),
  }
}

function wordsIn(payload: Payload, words: Sparse | undefined): WordVector {
  return words === undefined ? new Map() : wordsOf(payload[KEY.terms] as string[], words)
}
