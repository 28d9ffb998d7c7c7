import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { collectionName } from '#shared/recipe/recipe.ts'
import type { OperationDeps } from '#shared/operations/operation.ts'
import { RECALL } from '#shared/operations/recall/recall.ts'
import { aVideo } from '#test/support/events.ts'
import { openTestIngest, STUB_RECIPE } from '#test/support/ingest.ts'
import { recordingLogger, type LogFields } from '#test/support/log.ts'
import { complete, operationDeps } from '#test/support/operations.ts'

const NAME = collectionName(STUB_RECIPE)
const VIDEOS = 90
const SEEDS = { seeds: 500, chance: 1 }

describe('the watch over what serves', () => {
  const world: { opened?: Awaited<ReturnType<typeof openTestIngest>> } = {}
  const opened = () => world.opened ?? assert.fail('not open')
  const deps = (given: Partial<OperationDeps> = {}) => operationDeps(opened().stores, given)

  before(async () => {
    world.opened = await openTestIngest()
    for (let i = 0; i < VIDEOS; i += 1) {
      const video = aVideo({ id: `video ${i}`, version: 1, title: `About ${i}`, language: i % 3 === 0 ? 'de' : 'en' })
      await opened().ingest({ type: 'video.upserted', video }, 1)
    }
    await opened().ingest({ type: 'video.deleted', id: 'video 7', version: 2 }, 1)
  })
  after(() => opened().close())

  it('finds all that exact search in the warehouse finds, in each language', async () => {
    const lines: LogFields[] = []
    const now = Date.now() + 5000
    const report = await complete(RECALL, SEEDS, deps({ logger: recordingLogger(lines), clock: () => now }))
    assert.deepEqual([report.collection, report.seeds, report.done], [NAME, VIDEOS - 1, VIDEOS - 1])
    assert.deepEqual(
      report.recall.map(({ group, seeds, mean }) => [group, seeds, mean]),
      [
        ['all', 89, 1],
        ['language en', 59, 1],
        ['language de', 30, 1],
      ],
    )
    assert.deepEqual(report.coverage, { videos: VIDEOS - 1, missing: [], share: 1 })
    assert.ok(report.lagMs !== null && report.lagMs >= 5000)
    const line = (name: string) => lines.find(({ event }) => event === name)
    assert.equal(line('index.recall')?.['mean'], 1)
    assert.equal(line('index.recall-by-language')?.['language'], 'en')
    assert.equal(line('index.coverage')?.['share'], 1)
    assert.equal(line('index.lag')?.['lagMs'], report.lagMs)
    const { collections } = await opened().stores.registry.read()
    assert.deepEqual(collections[0]?.watch, { at: now, recall: 1, seeds: 89, coverage: 1, lagMs: report.lagMs })
  })

  it('goes on from any point where it was stopped', async () => {
    const stopped = deps({ clock: () => 2_000_000_000_000 })
    const begun = await RECALL.step(SEEDS, null, stopped, AbortSignal.abort())
    assert.deepEqual([begun.report.done, begun.report.seeds], [0, VIDEOS - 1])
    const cursor = RECALL.cursor.parse(JSON.parse(JSON.stringify(begun.cursor)))
    const report = await complete(RECALL, SEEDS, stopped, cursor)
    assert.deepEqual(report, await complete(RECALL, SEEDS, stopped))
  })

  it('sees a search that misses what is near, and leaves exact search to the warehouse', async () => {
    const { index } = opened().stores
    const blind: OperationDeps['index'] = {
      ...index,
      candidates: async (name, query) => {
        assert.notEqual(query.exact, true)
        return (await index.candidates(name, query)).slice(0, 5)
      },
    }
    const { recall } = await complete(RECALL, SEEDS, deps({ index: blind }))
    assert.ok((recall[0]?.mean ?? 1) < 0.5, String(recall[0]?.mean))
  })

  it('sees what the index does not have, unless it may be under way or is deleted', async () => {
    const change = { eventTime: 1, ingestedAt: 1, registryRevision: 1, order: { version: 1, deleted: false, digest: 'aa' } }
    await opened().stores.warehouse.appendChanges([
      { ...change, id: 'lost', document: aVideo({ id: 'lost' }) },
      { ...change, id: 'gone', document: null, order: { version: 1, deleted: true, digest: '' } },
      { ...change, id: 'under way', document: aVideo({ id: 'under way' }), ingestedAt: Date.now() },
    ])
    const { coverage } = await complete(RECALL, SEEDS, deps({ eventTimeoutMs: 60_000 }))
    assert.deepEqual(coverage, { videos: VIDEOS, missing: ['lost'], share: (VIDEOS - 1) / VIDEOS })
  })
})
