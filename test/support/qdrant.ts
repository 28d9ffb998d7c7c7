import { randomUUID } from 'node:crypto'
import { QdrantClient } from '@qdrant/js-client-rest'
import { openQdrant, type QdrantOptions, type QdrantStores } from '#infra/qdrant/open.ts'

/** The server that tests may use, from the environment. */
export const QDRANT_URL = process.env['QDRANT_URL'] ?? ''

/** For `describe`: why tests that need a server are skipped, or false. */
export const skipWithoutQdrant = QDRANT_URL === '' && 'QDRANT_URL names no Qdrant server (test/support/qdrant.ts)'

export interface TemporaryQdrant extends QdrantStores {
  readonly namespace: string
  readonly client: QdrantClient
}

/** Stores in a namespace of their own, whose collections and aliases go when they are closed. */
export function openTemporaryQdrant(options: Partial<QdrantOptions> = {}): TemporaryQdrant {
  const namespace = `test-${randomUUID()}`
  // The engine may be busy with the collections of other tests.
  const stores = openQdrant({ url: QDRANT_URL, namespace, exact: true, readTimeoutMs: 20_000, timeoutMs: 60_000, ...options })
  const client = new QdrantClient({ url: QDRANT_URL, checkCompatibility: false, timeout: 60_000 })
  const close = async () => {
    await stores.close()
    const { collections } = await client.getCollections()
    const own = collections.filter(({ name }) => name.startsWith(namespace))
    await Promise.all(own.map(({ name }) => client.deleteCollection(name)))
  }
  return { ...stores, namespace, client, close }
}
