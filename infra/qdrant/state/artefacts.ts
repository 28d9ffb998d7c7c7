import { artefactDigest } from '#shared/recipe/statistics/artefact.ts'
import type { ArtefactStore } from '#shared/recipe/statistics/artefact.ts'
import type { CollectionPlan } from '../collections/config.ts'
import { ensureCollection } from '../collections/ensure.ts'
import type { Names } from '../collections/names.ts'
import { once } from '../collections/once.ts'
import { apply, orIfMissing, retrieve } from '../collections/records.ts'
import type { Connection } from '../connection/connection.ts'
import { STATE_KEY } from '../keys.ts'
import { pointId } from '../point-id.ts'

/** Well below what one point, and one request with all of them, may have. */
const CHUNK_BYTES = 512 * 1024

/** Artefacts as base64, cut over several points: what a digest names is the same whoever writes it, so writes need no condition. */
export function createArtefactStore(connection: Connection, names: Names, plan: CollectionPlan): ArtefactStore {
  const ensured = once(() => ensureCollection(connection, names.artefacts, plan))
  const chunksAt = async (ids: readonly string[]) =>
    orIfMissing(retrieve(connection, names.artefacts, ids, { payload: true }), []).then((found) => found.map(({ payload }) => payload))
  return {
    put: async (bytes) => {
      await ensured()
      const digest = artefactDigest(bytes)
      const chunks = Math.max(1, Math.ceil(bytes.length / CHUNK_BYTES))
      for (let chunk = 0; chunk < chunks; chunk += 1) {
        const data = Buffer.from(bytes.subarray(chunk * CHUNK_BYTES, (chunk + 1) * CHUNK_BYTES)).toString('base64')
        const payload = { [STATE_KEY.chunk]: chunk, [STATE_KEY.chunks]: chunks, [STATE_KEY.data]: data }
        await apply(connection, names.artefacts, [{ upsert: { points: [{ id: chunkId(digest, chunk), vector: {}, payload }] } }])
      }
      return digest
    },
    get: async (digest) => {
      const [first] = await chunksAt([chunkId(digest, 0)])
      if (first === undefined) return undefined
      const chunks = Number(first[STATE_KEY.chunks])
      const others = await chunksAt(Array.from({ length: chunks - 1 }, (_, i) => chunkId(digest, i + 1)))
      // The last chunk is written last: without it somebody is still writing.
      if (others.length < chunks - 1) return undefined
      const ordered = [first, ...others].sort((a, b) => Number(a[STATE_KEY.chunk]) - Number(b[STATE_KEY.chunk]))
      return Buffer.concat(ordered.map((chunk) => Buffer.from(String(chunk[STATE_KEY.data]), 'base64')))
    },
  }
}

function chunkId(digest: string, chunk: number): string {
  return pointId(`${digest}/${chunk}`)
}
