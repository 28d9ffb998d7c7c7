import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTables } from '#infra/bigquery/create-tables.ts'
import { driftOf } from '#infra/bigquery/drift.ts'
import { query } from '#infra/bigquery/query.ts'
import { openBigQueryWarehouse } from '#infra/bigquery/warehouse.ts'
import { isUpnextError } from '#shared/errors.ts'
import type { DocumentChange } from '#shared/warehouse/warehouse.ts'
import { TABLES, VIEWS } from '#infra/bigquery/schema.ts'
import { openTemporaryDataset, skipWithoutBigQuery, storageAddress, type TemporaryDataset } from '#test/support/bigquery.ts'
import { eraseVideos, fillWith, TELLTALE } from '#test/support/erasure.ts'
import { aVideo } from '#test/support/events.ts'
import { openTestIngest } from '#test/support/ingest.ts'
import { openTcpProxy } from '#test/support/tcp-proxy.ts'

const changeOf = (id: string, version = 1): DocumentChange => ({
  id,
  order: { version, deleted: false, digest: 'aa' },
  document: aVideo({ id, version }),
  eventTime: 1,
  ingestedAt: 2,
  registryRevision: 3,
})

describe('the warehouse on BigQuery', { skip: skipWithoutBigQuery }, () => {
  const opened: { dataset?: TemporaryDataset } = {}
  const dataset = () => opened.dataset ?? assert.fail('no dataset')
  const warehouse = () => dataset().warehouse
  const tables = async () => {
    const [all] = await (await dataset().place.rest()).dataset(dataset().place.dataset).getTables()
    return all.map(({ id = '' }) => id)
  }
  before(async () => {
    opened.dataset = await openTemporaryDataset({ rangeSize: 10 })
  })
  after(() => opened.dataset?.close())

  it('is set up again without harm', async () => {
    const before = (await tables()).sort()
    await createTables(dataset().place)
    assert.deepEqual((await tables()).sort(), before)
    assert.deepEqual(before, [...Object.keys(TABLES), ...Object.keys(VIEWS)].sort())
  })

  it('tells what a dataset lacks', async () => {
    const other = await openTemporaryDataset()
    const own = (await other.place.rest()).dataset(other.place.dataset)
    assert.deepEqual(await driftOf(other.place), [])
    await own.table('latest_videos').delete()
    await own.table('channel_changes').delete()
    await own.createTable('channel_changes', { schema: { fields: [{ name: 'id', type: 'INTEGER', mode: 'REQUIRED' }] } })
    assert.deepEqual(await driftOf(other.place), [
      'channel_changes.id is REQUIRED INTEGER, not REQUIRED STRING',
      'channel_changes lacks version',
      'channel_changes lacks suspended',
      'channel_changes lacks ingested_at',
      'latest_videos is missing',
    ])
    await other.close()
  })

  it('takes a document that no row could hold as text', async () => {
    const id = randomUUID()
    const large = { ...changeOf(id), document: aVideo({ id, transcript: { text: 'spoken word '.repeat(900_000) } }) }
    await warehouse().appendChanges([large])
    assert.deepEqual((await warehouse().changesOf([id])).get(id), large)
  })

  it('reads from a snapshot, which goes when the reader does', async () => {
    const run = randomUUID()
    const ids = Array.from({ length: 25 }, (_, i) => `${run}/${String(i).padStart(2, '0')}`)
    await warehouse().appendChanges(ids.map((id) => changeOf(id)))
    const seen: string[] = []
    for await (const { id, order } of warehouse().latestChanges({ afterId: run, pageSize: 4 })) {
      if (!id.startsWith(run)) break
      if (seen.length === 0) await warehouse().appendChanges(ids.map((late) => changeOf(late, 2)))
      assert.equal(order.version, 1)
      seen.push(id)
      if (seen.length === 20) break
    }
    assert.deepEqual(seen, ids.slice(0, 20))
    assert.deepEqual(
      (await tables()).filter((name) => name.startsWith('snapshot_')),
      [],
    )
  })

  it('tells the latest vector and signals by view', async () => {
    const id = randomUUID()
    for (const [textHash, x] of [
      ['first', 1],
      ['second', 0],
      ['first', 1],
    ] as const) {
      await warehouse().appendVectors([{ id, recipeDigest: 'recipe', textHash, mix: 'td', vector: Float32Array.of(x, 1 - x) }])
      await sleep(2)
    }
    const clocks = [{ measuredAt: 5 }, { initial: Number.MAX_SAFE_INTEGER }, { measuredAt: 4 }]
    await warehouse().appendSignals(clocks.map((clock, views) => ({ id, clock, views })))
    const latest = async (view: string, columns: string) =>
      query(dataset().place, 'look', { sql: `SELECT ${columns} FROM \`${dataset().place.path}.${view}\` WHERE id = @id`, params: { id } })
    assert.deepEqual(await latest('latest_vectors', 'text_hash, vector'), [{ text_hash: 'first', vector: [1, 0] }])
    assert.deepEqual(await latest('latest_signals', 'views'), [{ views: 0 }])
  })

  it('keeps no word of an erased video in any table', async () => {
    const world = await openTestIngest({ context: { warehouse: warehouse() } })
    const id = randomUUID()
    await fillWith(id, { ...world.context, letters: world.stores.letters })
    const found = async () => {
      const texts = await Promise.all((await tables()).map((table) => textOf(dataset(), table)))
      return TELLTALE.filter((word) => texts.some((text) => text.includes(word)))
    }
    assert.deepEqual(await found(), [...TELLTALE])
    const { report } = await eraseVideos([id], false, world.context, world.stores)
    assert.deepEqual(report.found, { changes: 2, vectors: 1, signals: 1, quarantine: 1, deadLetter: 1 })
    assert.deepEqual(report.remaining, { changes: 0, vectors: 0, signals: 0 })
    assert.deepEqual(await found(), [])
    assert.equal((await warehouse().changesOf([id])).get(id)?.order.version, 3)
    await world.close()
  })
})

describe('appending over a connection that breaks', { skip: skipWithoutBigQuery }, () => {
  const closing: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })
  const openBehindProxy = async () => {
    const dataset = await openTemporaryDataset()
    const proxy = await openTcpProxy(storageAddress())
    const own = openBigQueryWarehouse({ ...dataset.options, storageEmulatorHost: `127.0.0.1:${proxy.port}` })
    closing.push(...[dataset, proxy, own].map((store) => () => store.close()))
    return { dataset, proxy, own: own.warehouse }
  }

  it('never acknowledges a row that is not stored', async () => {
    const { dataset, proxy, own } = await openBehindProxy()
    const ids = Array.from({ length: 120 }, (_, i) => `${i}`)
    const cutting = (async () => {
      for (const ms of [5, 20, 10, 40, 15, 30, 25]) {
        await sleep(ms)
        proxy.cut()
      }
    })()
    const outcomes = await Promise.all(
      ids.map(async (id, i) => {
        await sleep(2 * i)
        const [{ status }] = await Promise.allSettled([own.appendChanges([changeOf(id)])])
        return status === 'fulfilled'
      }),
    )
    await cutting
    const stored = await dataset.warehouse.changesOf(ids)
    const lost = ids.filter((id, i) => outcomes[i] && !stored.has(id))
    assert.deepEqual(lost, [])
    assert.ok(outcomes.filter((taken) => taken).length > 60)
  })

  it('says that it is unavailable, and goes on when it is back', async () => {
    const { dataset, proxy, own } = await openBehindProxy()
    await own.appendChanges([changeOf('before')])
    proxy.refuse(true)
    await assert.rejects(own.appendChanges([changeOf('during')]), (error) => isUpnextError(error, 'unavailable') && error.retryable)
    proxy.refuse(false)
    await own.appendChanges([changeOf('after')])
    assert.deepEqual(Array.from((await dataset.warehouse.changesOf(['before', 'after'])).keys()).sort(), ['after', 'before'])
  })
})

async function textOf({ place }: TemporaryDataset, table: string): Promise<string> {
  return JSON.stringify(await query(place, 'look', { sql: `SELECT * FROM \`${place.path}.${table}\`` })).toLowerCase()
}
