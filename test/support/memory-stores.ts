import { UpnextError } from '#shared/errors.ts'
import type { Registry, RegistryState } from '#shared/index/registry.ts'
import type { Head, VideoIndex } from '#shared/index/video-index.ts'
import { compareOrder } from '#shared/video/order.ts'
import type { DocumentChange, VectorRow, Warehouse } from '#shared/warehouse/warehouse.ts'
import { headOf, modelAfter, type Model, type Write } from './index-model.ts'

type WrittenIndex = Pick<
  VideoIndex,
  'createCollection' | 'dropCollection' | 'heads' | 'seeds' | 'upsert' | 'patch' | 'fill' | 'scan' | 'setIndexing' | 'isIndexed' | 'count'
>

/** The writing side of an index by the rules of its model, for tests of what goes on around it. */
export function memoryWrites(): { readonly index: WrittenIndex; readonly models: ReadonlyMap<string, Model> } {
  const models = new Map<string, Model>()
  const modelOf = (collection: string): Model => {
    const model = models.get(collection)
    if (model === undefined) throw new UpnextError('not-found', `There is no collection ${collection}.`)
    return model
  }
  const write = (collection: string, writes: readonly Write[]) => void models.set(collection, modelAfter(writes, modelOf(collection)))
  const index: WrittenIndex = {
    createCollection: (name) => soon(() => void models.set(name, models.get(name) ?? new Map())),
    dropCollection: (name) => soon(() => void models.delete(name)),
    heads: (collection, ids) => soon(() => new Map(headsOf(modelOf(collection)).filter(([id]) => ids.includes(id)))),
    seeds: (collection, ids) =>
      soon(
        () =>
          new Map(
            ids.flatMap((id) => {
              const point = modelOf(collection).get(id)
              return point === undefined || !('words' in point) ? [] : [[id, point] as const]
            }),
          ),
      ),
    upsert: (collection, points) =>
      soon(() =>
        write(
          collection,
          points.map((upsert) => ({ upsert })),
        ),
      ),
    patch: (collection, patches) =>
      soon(() =>
        write(
          collection,
          patches.map((patch) => ({ patch })),
        ),
      ),
    fill: (collection, points) =>
      soon(() => {
        const known = modelOf(collection)
        write(
          collection,
          points.flatMap(({ point }) => (known.has(point.id) ? [] : [{ upsert: point }])),
        )
      }),
    scan: (collection) => soon(() => ({ points: headsOf(modelOf(collection)).map(([id, head]) => ({ id, ...head })), next: null })),
    setIndexing: () => Promise.resolve(),
    isIndexed: () => Promise.resolve(true),
    count: (collection) => soon(() => ({ live: modelOf(collection).size, shown: 0, tombstones: 0 })),
  }
  return { index, models }
}

export function memoryRegistry(): Registry {
  const kept: { state: RegistryState } = { state: { revision: 0, collections: [], aliases: {} } }
  return {
    read: () => soon(() => kept.state),
    replace: (expected, next) =>
      soon(() => {
        if (kept.state.revision !== expected) throw new UpnextError('conflict', 'Somebody was first.')
        kept.state = { ...next, revision: expected + 1 }
        return kept.state
      }),
  }
}

type KeptWarehouse = Pick<
  Warehouse,
  | 'appendChanges'
  | 'appendVectors'
  | 'takeSnapshot'
  | 'readSnapshot'
  | 'dropSnapshot'
  | 'changesOf'
  | 'vectorsOf'
  | 'countVectors'
  | 'count'
>

export function memoryWarehouse(): KeptWarehouse {
  const [changes, vectors, snapshots] = [
    new Map<string, DocumentChange>(),
    new Map<string, VectorRow>(),
    new Map<string, DocumentChange[]>(),
  ]
  const winning = (since = 0): DocumentChange[] => {
    const rising = Array.from(changes.values())
      .filter(({ ingestedAt }) => ingestedAt >= since)
      .sort((a, b) => compareOrder(a.order, b.order))
    return Array.from(new Map(rising.map((change) => [change.id, change])).values()).sort((a, b) => (a.id < b.id ? -1 : 1))
  }
  return {
    appendChanges: (rows) =>
      soon(() => {
        for (const row of rows) if (!changes.has(keyOf(row))) changes.set(keyOf(row), row)
      }),
    appendVectors: (rows) => soon(() => rows.forEach((row) => vectors.set(`${row.id} ${row.recipeDigest} ${row.textHash}`, row))),
    takeSnapshot: ({ since } = {}) =>
      soon(() => {
        const [id, rows] = [String(snapshots.size), winning(since)]
        snapshots.set(id, rows)
        return { id, videos: rows.length }
      }),
    readSnapshot: async function* (id, { afterId = '' } = {}) {
      for (const change of snapshots.get(id) ?? []) {
        await soon(() => undefined)
        if (change.id > afterId) yield change
      }
    },
    dropSnapshot: () => Promise.resolve(),
    changesOf: (ids) => soon(() => new Map(winning().flatMap((change) => (ids.includes(change.id) ? [[change.id, change] as const] : [])))),
    vectorsOf: (digest, ids) =>
      soon(() =>
        Map.groupBy(
          Array.from(vectors.values()).filter(({ id, recipeDigest }) => recipeDigest === digest && ids.includes(id)),
          ({ id }) => id,
        ),
      ),
    countVectors: (digest) => soon(() => Array.from(vectors.values()).filter(({ recipeDigest }) => recipeDigest === digest).length),
    count: () => soon(() => ({ changes: changes.size, videos: winning().length, vectors: vectors.size })),
  }
}

function keyOf({ id, order: { version, deleted, digest } }: DocumentChange): string {
  return JSON.stringify([id, version, deleted, digest])
}

function headsOf(model: Model): [string, Head][] {
  return Array.from(model.values(), (point) => [point.id, headOf(point)])
}

async function soon<T>(action: () => T): Promise<T> {
  await Promise.resolve()
  return action()
}
