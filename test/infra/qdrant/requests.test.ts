import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { recordsConfig } from '#infra/qdrant/collections/config.ts'
import { MAX_CONDITION_SIZE, STRICT_MODE } from '#infra/qdrant/collections/limits.ts'
import { namesIn } from '#infra/qdrant/collections/names.ts'
import type { Connection } from '#infra/qdrant/connection/connection.ts'
import { createChannels } from '#infra/qdrant/index/channels.ts'
import { createIndex } from '#infra/qdrant/index/create-index.ts'
import {
  CHANNEL_INDEXES,
  LIST_INDEXES,
  REGISTRY_INDEXES,
  SIGNAL_INDEXES,
  VIDEO_INDEXES,
  VIEWER_INDEXES,
  type Indexes,
} from '#infra/qdrant/keys.ts'
import { createRegistry } from '#infra/qdrant/state/registry.ts'
import { createSignalStore } from '#infra/qdrant/state/signals.ts'
import { createViewerStore } from '#infra/qdrant/state/viewers.ts'
import type { Filter } from '#shared/index/filter.ts'
import { aPoint, aRanking, aTombstone, atAngle } from '#test/support/points.ts'
import { isUpnextError } from '#shared/errors.ts'

/*
 * The engine that tests run on does not enforce strict mode. So these look at the requests themselves: everything that the adapter can ask,
 * with arguments as large as they come.
 */

const names = namesIn('test')
const SHARDS = 12
const INDEXES: Readonly<Record<string, Indexes>> = {
  [names.videos('videos')]: VIDEO_INDEXES,
  [names.channels]: CHANNEL_INDEXES,
  [names.registry]: REGISTRY_INDEXES,
  [names.signals]: SIGNAL_INDEXES,
  [names.lists]: LIST_INDEXES,
  [names.viewers]: VIEWER_INDEXES,
}

interface Request {
  readonly collection_name?: string
  readonly [argument: string]: unknown
}

const some = (count: number, prefix: string) => Array.from({ length: count }, (_, i) => `${prefix}${i}`)
const terms = some(64, 'term')
const everything: Filter = {
  now: 1,
  regions: ['FR', 'DE'],
  languages: some(100, 'l'),
  notLanguages: some(100, 'l'),
  channels: some(1000, 'c'),
  notChannels: some(1000, 'c'),
  categories: some(100, 'k'),
  notCategories: some(100, 'k'),
  minDuration: 1,
  maxDuration: 2,
  ageRestricted: false,
  embeddableOnly: true,
  notIds: some(1000, 'v'),
  ids: some(1000, 'v'),
  sameAs: some(100, 'key'),
}

/** All requests of every call of every port. */
async function allRequests(): Promise<readonly Request[]> {
  const requests: Request[] = []
  const connection = recording(requests)
  const plan = (indexes: Indexes) => ({ config: recordsConfig({ shards: 1, replicas: 1 }), indexes })
  const channels = createChannels(connection, names, plan(CHANNEL_INDEXES))
  const index = createIndex({
    connection,
    names,
    channels,
    placement: { shards: SHARDS, replicas: 1 },
    search: { exact: false, hnswEf: 1024 },
  })
  const ranking = aRanking({ channelId: 'channel' })
  const points = [
    ...some(250, 'v').map((id) => aPoint({ id, ranking, words: new Map(terms.map((term) => [term, 0.1])) })),
    aTombstone('gone', 1),
  ]
  await index.upsert('videos', points)
  await index.patch('videos', [aPoint({ ranking })])
  await index.putChannels([
    { id: 'channel', version: 1, suspended: true },
    { id: 'other', version: 1, suspended: false },
  ])
  await index.heads('videos', some(2500, 'v'))
  await index.seeds('videos', ['v'])
  await index.displays('videos', ['v'])
  const query = { vector: atAngle(0), words: new Map(terms.map((term) => [term, 1])) }
  for (const retrieve of ['dense', 'words', 'both'] as const) {
    await index.candidates('videos', { ...query, filter: everything, limit: 1000, retrieve })
  }
  await index.latest('videos', { ...everything, regions: 'unknown' }, 1000)
  await index.score('videos', query, some(1000, 'v'))
  await index.takeDowns('videos', 1)
  await index.count('videos')
  const signals = createSignalStore(connection, names, { signals: plan(SIGNAL_INDEXES), lists: plan(LIST_INDEXES) })
  await signals.put([{ id: 'v', clock: { initial: 1 }, views: 1 }])
  await signals.get(some(2500, 'v'))
  await signals.putCoWatch(some(250, 'v').map((id) => ({ id, computedAt: 1, viewers: 0, items: [] })))
  await signals.coWatch(some(2500, 'v'))
  await signals.putTrending([{ region: '', computedAt: 1, items: [] }])
  await signals.putRefreshState({ computedAt: 1, storedUntil: 0, fullAt: 0 })
  const viewers = createViewerStore(connection, names, plan(VIEWER_INDEXES))
  // What was written cannot be read back here: it gives up.
  await assert.rejects(viewers.put([{ viewer: 'v', video: 'v', at: 1 }]))
  await viewers.watchedBy(some(2500, 'v'))
  await viewers.remove(['v'])
  await viewers.expire(1)
  // Nothing is stored, so that the write does not find itself again.
  const replaced = createRegistry(connection, names, plan(REGISTRY_INDEXES)).replace(0, { collections: [], aliases: { a: 'videos' } })
  await assert.rejects(replaced, (error) => isUpnextError(error, 'conflict'))
  return requests
}

/** A connection that keeps what it is asked and answers as a server without data does. */
function recording(requests: Request[]): Connection {
  const config = { ...recordsConfig({ shards: 1, replicas: 1 }), params: { shard_number: SHARDS, vectors: {}, sparse_vectors: {} } }
  const answers: Readonly<Record<string, unknown>> = {
    getCollections: { collections: [{ name: names.videos('videos') }] },
    getCollection: { config, payload_schema: {} },
    getPoints: [
      {
        payload: {
          id: 'channel',
          deleted: 0,
          version: 1,
          suspended: 1,
          revision: 0,
          state: '{}',
          tokens: [],
          ranking: '{}',
          data: '{}',
          viewer: 'v',
          watched: '[]',
        },
        vector: {},
      },
    ],
    scrollPoints: { points: [] },
    countPoints: { count: 0 },
    queryBatchPoints: [{ points: [] }],
  }
  const api = new Proxy({} as Parameters<Parameters<Connection['read']>[0]>[0], {
    get: (_, method: string) => (argument: Request) => {
      requests.push(argument)
      return Promise.resolve({ data: { result: answers[method] ?? [] } })
    },
  })
  const ask: Connection['read'] = async (ask) => {
    const { result } = (await ask(api, {})).data
    if (result === undefined) throw new Error('There is no answer to that.')
    return result
  }
  return { read: ask, scan: ask, write: ask, close: () => Promise.resolve() }
}

/** Every object in a value, itself included. */
function objectsIn(value: unknown): Readonly<Record<string, unknown>>[] {
  if (typeof value !== 'object' || value === null) return []
  return [value as Readonly<Record<string, unknown>>, ...Object.values(value).flatMap(objectsIn)]
}

/** Keys that a request filters, orders or makes conditions by. */
function keysIn(request: Request): string[] {
  const named = objectsIn(request).map(({ key }) => key)
  return named.filter((key) => typeof key === 'string')
}

function valuesOf(requests: readonly Request[], name: string): unknown[] {
  return requests.flatMap(objectsIn).flatMap((object) => (name in object ? [object[name]] : []))
}

describe('requests to Qdrant', () => {
  it('name no key in a filter, condition or order that has no payload index, and every index is used', async () => {
    const used: Record<string, Set<string>> = {}
    for (const request of await allRequests()) {
      const collection = request.collection_name ?? ''
      for (const key of keysIn(request)) {
        assert.ok(INDEXES[collection]?.[key] !== undefined, `${key} has no index in ${collection}`)
        ;(used[collection] ??= new Set()).add(key)
      }
    }
    const indexed = Object.fromEntries(Object.entries(INDEXES).map(([name, indexes]) => [name, Object.keys(indexes).sort()]))
    assert.deepEqual(Object.fromEntries(Object.entries(used).map(([name, keys]) => [name, Array.from(keys).sort()])), indexed)
  })

  it('ask for no more than strict mode allows', async () => {
    const requests = await allRequests()
    const within = (name: string, max: number) => {
      const values = valuesOf(requests, name).filter((value) => typeof value === 'number')
      assert.ok(values.length > 0 && values.every((value) => value <= max), `${name}: ${Math.max(...values)} of ${max}`)
    }
    within('limit', STRICT_MODE.max_query_limit)
    within('hnsw_ef', STRICT_MODE.search_max_hnsw_ef)
    const longest = (name: string) => Math.max(...valuesOf(requests, name).flatMap((value) => (Array.isArray(value) ? [value.length] : [])))
    assert.ok(longest('searches') <= STRICT_MODE.search_max_batchsize)
    assert.ok(longest('operations') <= STRICT_MODE.upsert_max_batchsize)
    assert.ok(longest('ids') <= STRICT_MODE.max_query_limit)
    assert.ok(longest('indices') <= STRICT_MODE.sparse_config.words.max_length)
    for (const list of ['any', 'has_id']) assert.ok(longest(list) > 999 && longest(list) <= MAX_CONDITION_SIZE)
    const conditions = valuesOf(requests, 'filter').map((filter) => objectsIn(filter).length)
    assert.ok(Math.max(...conditions) <= STRICT_MODE.filter_max_conditions)
  })

  it('wait for every write, through the leader', async () => {
    const writes = (await allRequests()).filter((request) => 'operations' in request)
    assert.ok(writes.length > 4)
    for (const { wait, ordering } of writes) assert.deepEqual([wait, ordering], [true, 'strong'])
  })

  it('put a condition into every write of a point', async () => {
    for (const { upsert, set_payload: set } of (await allRequests()).flatMap(objectsIn) as Record<
      string,
      Record<string, unknown> | undefined
    >[]) {
      if (upsert !== undefined) assert.ok(upsert['update_filter'] !== undefined || upsert['update_mode'] === 'insert_only')
      if (set !== undefined) assert.ok(set['filter'] !== undefined && set['points'] === undefined)
    }
  })
})
