import type { Schemas } from '@qdrant/js-client-rest'
import { isUpnextError } from '#shared/errors.ts'
import type { Filter } from '../conditions.ts'
import type { Connection } from '../connection/connection.ts'
import type { Payload } from '../index/payload.ts'
import { READS_A_CALL, WRITES_A_CALL } from './limits.ts'

export type Operation = Schemas['UpdateOperation']
export type Vectors = Schemas['PointStruct']['vector']

export interface Stored {
  readonly payload: Payload
  readonly vector: unknown
}

/**
 * Applies operations in their order, and answers when all are applied. Through each shard's leader: replicas that took conditional writes
 * in different orders could end in different states.
 */
export async function apply(connection: Connection, collection: string, operations: readonly Operation[]): Promise<void> {
  for (const part of partsOf(operations, WRITES_A_CALL)) {
    await connection.write((api, init) =>
      api.batchUpdate({ collection_name: collection, operations: part, wait: true, ordering: 'strong' }, init),
    )
  }
}

/** Writes a point where there is none yet, or where the condition matches what is stored. */
export function conditionalUpsert(id: string, vector: Vectors, payload: Payload, condition: Filter): Operation {
  return { upsert: { points: [{ id, vector, payload: { ...payload } }], update_filter: condition } }
}

export interface Wanted {
  readonly payload: readonly string[] | true
  readonly vectors?: readonly string[]
  /** Asks most replicas, not the nearest alone. */
  readonly fresh?: boolean
}

/** Stored points by their ids in Qdrant; unknown ones are left out. */
export async function retrieve(connection: Connection, collection: string, ids: readonly string[], wanted: Wanted): Promise<Stored[]> {
  const { payload, vectors, fresh = false } = wanted
  const pages = partsOf(Array.from(new Set(ids)), READS_A_CALL).map((part) =>
    connection.read((api, init) =>
      api.getPoints(
        {
          collection_name: collection,
          ids: part,
          with_payload: payload === true ? true : [...payload],
          with_vector: vectors === undefined ? false : [...vectors],
          ...(fresh ? { consistency: 'majority' as const } : {}),
        },
        init,
      ),
    ),
  )
  return (await Promise.all(pages)).flat().map(({ payload, vector }) => ({ payload: payload ?? {}, vector }))
}

/** All payloads that a filter matches, page by page. */
export async function scrollAll(connection: Connection, collection: string, filter: Filter, keys: readonly string[]): Promise<Payload[]> {
  const found: Payload[] = []
  const ask = async (offset: string | undefined) => {
    const page = { filter, limit: READS_A_CALL, with_payload: [...keys], ...(offset === undefined ? {} : { offset }) }
    const { points, next_page_offset: next } = await connection.read((api, init) =>
      api.scrollPoints({ collection_name: collection, ...page }, init),
    )
    found.push(...points.map(({ payload }) => payload ?? {}))
    return typeof next === 'string' ? next : undefined
  }
  for (let next = await ask(undefined); next !== undefined;) next = await ask(next)
  return found
}

/** What a read gives, or `fallback` where its collection was never made. */
export async function orIfMissing<T>(read: Promise<T>, fallback: T): Promise<T> {
  return read.catch((error: unknown) => {
    if (isUpnextError(error, 'not-found')) return fallback
    throw error
  })
}

function partsOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))
}
