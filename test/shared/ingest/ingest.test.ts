import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { isUpnextError } from '#shared/errors.ts'
import type { LogFields } from '#test/support/log.ts'
import { recordingLogger } from '#test/support/log.ts'
import { addLiveCollection, openTestIngest, STUB_RECIPE } from '#test/support/ingest.ts'
import { upsertJson } from '#test/support/events.ts'
import { stubEmbedder, UNKNOWN_LANGUAGE } from '#test/support/stub-embedder.ts'
import { collectionName } from '#shared/recipe/recipe.ts'
import { orderOfDelete, orderOfVideo } from '#shared/video/document.ts'
import { parseEvent } from '#shared/video/event.ts'
import type { VideoEvent } from '#shared/video/event.ts'
import { compareOrder } from '#shared/video/order.ts'
import type { Order } from '#shared/video/order.ts'

const COLLECTION = collectionName(STUB_RECIPE)
const upsert = (video: Record<string, unknown>) => parseEvent(upsertJson(video))
const remove = (id: string, version: number) => parseEvent({ type: 'video.deleted', id, version })

async function open() {
  const embedder = stubEmbedder()
  const log: LogFields[] = []
  const test = await openTestIngest({ embedder, context: { logger: recordingLogger(log) } })
  const seed = async (id: string) => (await test.stores.index.seeds(COLLECTION, [id])).get(id)
  const change = async (id: string) => (await test.stores.warehouse.changesOf([id])).get(id)
  return { ...test, embedder, log, seed, change }
}

describe('ingest', () => {
  let at: Awaited<ReturnType<typeof open>>
  beforeEach(async () => {
    at = await open()
  })
  afterEach(() => at.close())

  it('writes index and warehouse, with the vector in both', async () => {
    await at.ingest(upsert({ id: 'a', views: 7 }), 0)
    const seed = await at.seed('a')
    assert.ok(seed?.vector !== undefined)
    assert.equal(seed.ranking.standing, 'shown')
    assert.deepEqual(seed.display.wordings, { bake: 'baking', bread: 'bread' })
    assert.equal((await at.change('a'))?.document?.title, 'Baking bread')
    assert.deepEqual(await at.stores.warehouse.count(), { changes: 1, videos: 1, vectors: 1 })
    assert.equal((await at.stores.signals.get(['a'])).get('a')?.views, 7)
  })

  it('changes metadata without running the model', async () => {
    await at.ingest(upsert({ id: 'a' }), 0)
    const runs = at.embedder.calls.length
    await at.ingest(upsert({ id: 'a', version: 2, visibility: 'private', url: 'https://videos.example/a' }), 0)
    const seed = await at.seed('a')
    assert.equal(at.embedder.calls.length, runs)
    assert.equal(seed?.ranking.standing, 'hidden')
    assert.equal(seed.display.url, 'https://videos.example/a')
    assert.equal(seed.ranking.mix, 't')
    assert.deepEqual(seed.display.wordings, { bake: 'baking', bread: 'bread' })
  })

  it('embeds again when the text changed', async () => {
    await at.ingest(upsert({ id: 'a' }), 0)
    const before = await at.seed('a')
    await at.ingest(upsert({ id: 'a', version: 2, title: 'Repairing radios' }), 0)
    assert.notDeepEqual((await at.seed('a'))?.vector, before?.vector)
  })

  it('leaves everything as it is when an event comes twice or late', async () => {
    await at.ingest(upsert({ id: 'a', version: 2 }), 0)
    const [runs, stored] = [at.embedder.calls.length, await at.seed('a')]
    await at.ingest(upsert({ id: 'a', version: 2 }), 0)
    await at.ingest(upsert({ id: 'a', version: 1, title: 'Old words' }), 0)
    assert.equal(at.embedder.calls.length, runs)
    assert.deepEqual(await at.seed('a'), stored)
    assert.equal((await at.change('a'))?.order.version, 2)
    assert.equal((await at.stores.warehouse.count()).changes, 2)
  })

  it('lets a delete beat the upsert of its version, and a later upsert beat the delete', async () => {
    await at.ingest(remove('a', 5), 0)
    await at.ingest(upsert({ id: 'a', version: 5 }), 0)
    assert.equal(await at.seed('a'), undefined)
    assert.equal((await at.change('a'))?.document, null)
    await at.ingest(upsert({ id: 'a', version: 6 }), 0)
    assert.ok(await at.seed('a'))
  })

  it('logs two bodies of one version and lets one of them win', async () => {
    const bodies = [upsert({ id: 'a', title: 'First words' }), upsert({ id: 'a', title: 'Other words' })] as const
    await at.ingest(bodies[0], 0)
    await at.ingest(bodies[1], 0)
    const winner = (await at.seed('a'))?.display.title
    assert.equal(at.log.filter(({ event }) => event === 'version-conflict').length, 1)
    await at.ingest(bodies[0], 0)
    assert.equal((await at.seed('a'))?.display.title, winner)
  })

  it('gives a text in an unknown language words but no vector', async () => {
    await at.ingest(upsert({ id: 'a', title: `${UNKNOWN_LANGUAGE} something unheard` }), 0)
    const seed = await at.seed('a')
    assert.equal(seed?.vector, undefined)
    assert.equal(seed?.ranking.mix, '')
    assert.notEqual(seed.words.size, 0)
  })

  it('keeps the resolved transcript in the warehouse', async () => {
    const transcripts = { read: () => Promise.resolve(Buffer.from('WEBVTT\n\n00:00.000 --> 00:05.000\nKnead the dough well\n')) }
    const test = await openTestIngest({ context: { transcripts } })
    await test.ingest(upsert({ id: 'a', transcript: { uri: 'gs://bucket/a.vtt', format: 'vtt', source: 'asr' } }), 0)
    const document = (await test.stores.warehouse.changesOf(['a'])).get('a')?.document
    assert.match(JSON.stringify(document?.transcript), /Knead the dough/)
    await test.close()
  })

  it('keeps signals and channels by their own clocks', async () => {
    const measured = (day: string, views: number) =>
      parseEvent({ type: 'video.signals', id: 'a', measuredAt: `2026-01-${day}T00:00:00Z`, views })
    for (const event of [measured('02', 20), upsert({ id: 'a', views: 99 }), measured('01', 10)]) await at.ingest(event, 0)
    assert.equal((await at.stores.signals.get(['a'])).get('a')?.views, 20)
    await at.ingest(parseEvent({ type: 'channel.updated', id: 'c', version: 2, suspended: true }), 0)
    await at.ingest(parseEvent({ type: 'channel.updated', id: 'c', version: 1, suspended: false }), 0)
    assert.deepEqual([...(await at.stores.index.takeDowns(COLLECTION, 0)).channels], ['c'])
  })

  it('keeps the views of an upsert that comes after the delete that beats it, as if it had come before', async () => {
    for (const event of [remove('a', 2), upsert({ id: 'a', version: 1, views: 9 }), upsert({ id: 'a', version: 3 })])
      await at.ingest(event, 0)
    assert.equal((await at.stores.signals.get(['a'])).get('a')?.views, 9)
  })

  it('heals a crash between index and warehouse when the event comes again', async () => {
    const broken = { ...at.stores.warehouse, appendChanges: () => Promise.reject(new Error('down')) }
    const failing = await openTestIngest({ context: { ...at.stores, warehouse: broken } })
    await assert.rejects(failing.ingest(upsert({ id: 'a' }), 0))
    await failing.close()
    assert.ok(await at.seed('a'))
    await at.ingest(upsert({ id: 'a' }), 0)
    assert.ok((await at.change('a'))?.document)
    assert.equal((await at.stores.warehouse.count()).vectors, 1)
  })

  it('refuses for good a transcript that may not be read', async () => {
    const event = upsert({ id: 'a', transcript: { uri: 'ftp://nowhere' } })
    await assert.rejects(at.ingest(event, 0), (error) => isUpnextError(error, 'invalid-event'))
    assert.equal(await at.seed('a'), undefined)
  })
})

type Described = { readonly id: string; readonly version: number } & (
  { readonly deleted: true } | { readonly title: string; readonly url: string }
)

const anEvent: fc.Arbitrary<Described> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      id: fc.constantFrom('a', 'b'),
      version: fc.nat(3),
      title: fc.constantFrom('Bread', 'Radio'),
      url: fc.constantFrom('https://a.example', 'https://b.example'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ id: fc.constantFrom('a', 'b'), version: fc.nat(3), deleted: fc.constant(true as const) }) },
)

describe('ingest in any order', () => {
  it('ends every live collection and the warehouse in the state of the greatest order', async () => {
    const test = await openTestIngest()
    const other = await addLiveCollection(test.stores, { ...STUB_RECIPE, name: 'other' })
    const run = { number: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.array(anEvent, { maxLength: 12 }),
        fc.array(fc.nat(11), { maxLength: 6 }),
        fc.boolean(),
        async (made, again, atOnce) => {
          run.number += 1
          const ids = ['a', 'b'].map((id) => `${id}${run.number}`)
          const events = made.map((event) => eventOf({ ...event, id: `${event.id}${run.number}` }))
          const all = [...events, ...again.flatMap((at) => events[at] ?? [])]
          if (atOnce) await Promise.all(all.map((event) => test.ingest(event, 0)))
          else for (const event of all) await test.ingest(event, 0)
          const expected = model(events)
          for (const name of [COLLECTION, other]) assert.deepEqual(ordersOf(await test.stores.index.heads(name, ids)), expected)
          assert.deepEqual(ordersOf(await test.stores.warehouse.changesOf(ids)), expected)
        },
      ),
      { numRuns: 60 },
    )
    await test.close()
  })
})

function eventOf(event: Described): VideoEvent {
  return 'deleted' in event ? remove(event.id, event.version) : upsert(event)
}

function ordersOf(stored: ReadonlyMap<string, { readonly order: Order }>): Record<string, Order> {
  return Object.fromEntries(Array.from(stored, ([id, { order }]) => [id, order]))
}

/** The greatest order of each video. */
function model(events: readonly VideoEvent[]): Record<string, Order> {
  const winners: Record<string, Order> = {}
  for (const event of events) {
    if (event.type !== 'video.upserted' && event.type !== 'video.deleted') continue
    const [id, order] = event.type === 'video.upserted' ? [event.video.id, orderOfVideo(event.video)] : [event.id, orderOfDelete(event)]
    const known = winners[id]
    if (known === undefined || compareOrder(order, known) > 0) winners[id] = order
  }
  return winners
}
