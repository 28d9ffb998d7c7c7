import { isUpnextError, UpnextError } from '#shared/errors.ts'
import type { Connection } from '../connection/connection.ts'
import type { IndexParams } from '../keys.ts'
import type { CollectionPlan } from './config.ts'
import { differences, missingIndexes } from './drift.ts'

/**
 * Makes sure that a collection exists as planned, with all its payload indexes before any data. Safe to repeat and to run at once.
 * @throws UpnextError `conflict` that lists every difference, where it exists otherwise.
 */
export async function ensureCollection(connection: Connection, name: string, plan: CollectionPlan): Promise<void> {
  const info = (await find(connection, name)) ?? (await create(connection, name, plan))
  const drift = differences(plan, info)
  if (drift.length > 0) {
    throw new UpnextError('conflict', `The collection "${name}" is not as planned: ${drift.join('; ')}.`, {
      fix: 'Make a new collection for the new plan, or set this one right in Qdrant.',
    })
  }
  // Qdrant makes one after the other: sent at once, the last would have to be ready in the time of one.
  for (const [key, params] of missingIndexes(plan, info)) await createIndex(connection, name, key, params)
}

/** Dropping what is not there is no error. */
export async function dropCollection(connection: Connection, name: string): Promise<void> {
  await connection.write((api, init) => api.deleteCollection({ collection_name: name }, init))
}

/** The stored state of a collection, or undefined where there is none. */
async function find(connection: Connection, name: string) {
  return connection
    .read((api, init) => api.getCollection({ collection_name: name }, init))
    .catch((error: unknown) => {
      if (isUpnextError(error, 'not-found')) return undefined
      throw error
    })
}

async function create(connection: Connection, name: string, { config }: CollectionPlan) {
  await connection
    .write((api, init) => api.createCollection({ collection_name: name, ...config }, init))
    .catch((error: unknown) => {
      if (!isUpnextError(error, 'conflict')) throw error // Another process was first.
    })
  return connection.read((api, init) => api.getCollection({ collection_name: name }, init))
}

/** @NOTE Without `wait` the index may be made after the first data, and the graph without its links. */
async function createIndex(connection: Connection, name: string, key: string, params: IndexParams): Promise<void> {
  await connection.write((api, init) =>
    api.createFieldIndex({ collection_name: name, field_name: key, field_schema: params, wait: true }, init),
  )
}
