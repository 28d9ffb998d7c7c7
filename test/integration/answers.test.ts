import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createSearchApp } from '#functions/search/app.ts'
import { createRecommendApp } from '#functions/recommend/app.ts'
import { parseEvent } from '#shared/video/event.ts'
import type { Answer } from '#shared/recommendation/answer.ts'
import { createRecommender } from '#shared/recommendation/recommender.ts'
import { parseRequest } from '#shared/recommendation/request/request.ts'
import { upsertJson } from '#test/support/events.ts'
import { addLiveCollection, openTestIngest, STUB_RECIPE } from '#test/support/ingest.ts'
import { faultyIndex } from '#test/support/faulty-index.ts'
import type { Fault } from '#test/support/faulty-index.ts'
import { answeringDeps, idsOf, shelfOf } from '#test/support/recommending.ts'
import { stubEmbedder } from '#test/support/stub-embedder.ts'

type Product = Awaited<ReturnType<typeof openTestIngest>>

const SUBJECTS = ['sourdough bread baking', 'kayak river rapids', 'piano chord lessons', 'garden tomato soil']

describe('answers from SQLite, after events', () => {
  const clock = { now: Date.now() }
  let product: Product
  const deps = () =>
    answeringDeps([], { index: product.stores.index, registry: product.stores.registry, clock: () => clock.now, indexBudgetMs: 5000 })
  const publish = async (event: unknown) => {
    await product.ingest(parseEvent(event), clock.now)
  }
  const upsert = (id: string, video: Record<string, unknown>) => publish(upsertJson({ id, version: 1, ...video }))

  before(async () => {
    product = await openTestIngest({ context: { clock: () => clock.now } })
    for (const [i, title] of Array.from({ length: 40 }, (_, i) => [i, SUBJECTS[i % 4] ?? ''] as const)) {
      await upsert(`v${i}`, { title: `${title} number${i}`, channelId: `channel ${i % 7}`, publishedAt: new Date(i * 1e6).toISOString() })
    }
  })
  after(() => product.close())

  it('stand together by subject', async () => {
    const { items } = await shelfOf(createRecommendApp(deps()), 'v0', '?limit=5')
    assert.deepEqual(
      items.map(({ title, tier }) => [title?.startsWith('sourdough'), tier]),
      Array(5).fill([true, 'similar']),
    )
  })

  it('are found by text', async () => {
    const app = createSearchApp({ ...deps(), embedders: () => Promise.resolve(stubEmbedder()) })
    const { items } = (await (await app.request('/v1/search?text=kayak+rapids&limit=3')).json()) as Answer
    assert.deepEqual(
      items.map(({ title }) => title?.startsWith('kayak')),
      [true, true, true],
    )
  })

  it('hold a new video at once', async () => {
    const app = createRecommendApp(deps())
    await shelfOf(app, 'v1')
    await upsert('fresh', { title: SUBJECTS[1] })
    assert.ok(idsOf(await shelfOf(app, 'v1')).includes('fresh'))
  })

  for (const [what, event] of Object.entries({
    deleted: { type: 'video.deleted', id: 'gone deleted', version: 2 },
    'made private': upsertJson({ id: 'gone made private', version: 2, title: SUBJECTS[2], visibility: 'private' }),
    'of a suspended channel': { type: 'channel.updated', id: 'bad of a suspended channel', version: 1, suspended: true },
  })) {
    it(`hold no video that was ${what}, also not with the index gone`, async () => {
      const id = `gone ${what}`
      await upsert(id, { title: SUBJECTS[2], channelId: `bad ${what}`, publishedAt: '2030-01-01T00:00:00Z' })
      const fault: Fault = { mode: 'well', only: ['candidates', 'seeds', 'latest'] }
      const app = createRecommendApp({ ...deps(), index: faultyIndex(product.stores.index, fault) })
      await app.request('/readyz')
      assert.ok(idsOf(await shelfOf(app, 'v2')).includes(id))
      await publish(event)
      assert.ok(!idsOf(await shelfOf(app, 'v2')).includes(id))

      fault.mode = 'down'
      clock.now += 6_000
      const { items, fill } = await shelfOf(app, 'v2', '?limit=50')
      assert.equal(fill.degraded, true)
      assert.ok(items.length > 10 && !items.some((item) => item.id === id))
    })
  }

  it('go on without repeats after uploads and after a promote', async () => {
    const app = createRecommendApp(deps())
    const first = await shelfOf(app, 'v3', '?limit=10')
    await upsert('late arrival', { title: SUBJECTS[3] })
    const second = await shelfOf(app, 'v3', `?limit=10&cursor=${first.cursor ?? ''}`)

    const next = await addLiveCollection(product.stores, { ...STUB_RECIPE, name: 'next' })
    for await (const { document } of product.stores.warehouse.latestChanges()) {
      if (document !== null) await publish({ type: 'video.upserted', video: { ...document, version: document.version + 1000 } })
    }
    const { revision, ...state } = await product.stores.registry.read()
    await product.stores.registry.replace(revision, { ...state, aliases: { serving: next } })
    clock.now += 10_000
    const third = await shelfOf(app, 'v3', `?limit=10&cursor=${second.cursor ?? ''}`)
    assert.equal(third.recipe.name, 'next')
    const shown = [first, second, third].flatMap(idsOf)
    assert.equal(shown.length, 30)
    assert.equal(new Set(shown).size, 30)
  })

  it('can be explained', async () => {
    const recommender = createRecommender(deps())
    const explain = (candidate: string) =>
      recommender.explain(parseRequest({ positive: ['v0'], limit: 50 }, 'default'), { regions: [] }, candidate)
    const near = await explain('v4')
    assert.deepEqual([near.onShelf, near.tier], [true, 'similar'])
    assert.ok(near.steps.every(({ passed }) => passed !== false))
    const deleted = await explain('gone deleted')
    assert.deepEqual([deleted.onShelf, deleted.steps.at(-1)?.rule], [false, 'indexed'])
  })
})
