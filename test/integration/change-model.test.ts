import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { createRecommendApp } from '#functions/recommend/app.ts'
import { recordCheck } from '#shared/index/registry-change.ts'
import { setUpIndex } from '#shared/index/set-up.ts'
import type { VideoIndex } from '#shared/index/video-index.ts'
import { createIngest } from '#shared/ingest/ingest.ts'
import { SILENT } from '#shared/logger.ts'
import { BACKFILL } from '#shared/operations/lifecycle/backfill/backfill.ts'
import { CREATE } from '#shared/operations/lifecycle/create.ts'
import { DIFF } from '#shared/operations/lifecycle/diff.ts'
import { PROMOTE } from '#shared/operations/lifecycle/promote.ts'
import { ROLLBACK } from '#shared/operations/lifecycle/rollback.ts'
import type { OperationDeps } from '#shared/operations/operation.ts'
import type { Answer } from '#shared/recommendation/answer.ts'
import { collectionName, type Recipe } from '#shared/recipe/recipe.ts'
import { orderOfDelete, orderOfVideo } from '#shared/video/document.ts'
import { compareOrder, type Order } from '#shared/video/order.ts'
import { aVideo } from '#test/support/events.ts'
import { diceOf, type Dice } from '#test/support/gcp/traffic.ts'
import { STUB_RECIPE } from '#test/support/ingest.ts'
import { complete, operationDeps } from '#test/support/operations.ts'
import { openTemporaryQdrant, skipWithoutQdrant } from '#test/support/qdrant.ts'
import { answeringDeps } from '#test/support/recommending.ts'
import { openTemporary } from '#test/support/sqlite.ts'
import { stubEmbedder } from '#test/support/stub-embedder.ts'

const SEED = Number(process.env['UPNEXT_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31) + 1)
const VIDEOS = 100
const EVENTS = 400
const HANDLERS = 6
const OLD = collectionName(STUB_RECIPE)
const RECIPE: Recipe = { ...STUB_RECIPE, name: 'another' }
const NEW = collectionName(RECIPE)
const SUBJECTS = ['sourdough bread baking', 'kayak river rapids', 'piano chord lessons', 'garden tomato soil'] as const

type Stores = Pick<OperationDeps, 'index' | 'registry' | 'artefacts' | 'signals' | 'warehouse' | 'letters' | 'scrub'>
type Opened = Stores & { close(): Promise<void> }

changesModel('SQLite', false, () => openTemporary())
changesModel('Qdrant', skipWithoutQdrant, async () => {
  const [sqlite, qdrant] = [await openTemporary(), openTemporaryQdrant()]
  const close = async () => {
    await Promise.all([sqlite.close(), qdrant.close()])
  }
  return { ...sqlite, ...qdrant, close }
})

/** Under traffic: every answer comes, from one collection; both collections end as the events say. */
function changesModel(name: string, skip: string | false, open: () => Promise<Opened>): void {
  describe(`a model changed under load on ${name}`, { skip, timeout: 240_000 }, () => {
    it(`loses no event, fails no request and mixes no recipes (UPNEXT_TEST_SEED=${SEED})`, async (t) => {
      const stores = await open()
      try {
        const { answers, expected } = await changeModel(stores, diceOf(SEED))
        t.diagnostic(`${answers} answers`)
        assert.ok(answers > 20)
        for (const collection of [OLD, NEW]) {
          const heads = await stores.index.heads(collection, Array.from(expected.keys()))
          assert.deepEqual(new Map(Array.from(heads, ([id, { order }]) => [id, order])), expected, collection)
          const { missing, behind, ahead, scanned } = await complete(DIFF, { collection }, operationDeps(stores))
          assert.deepEqual([missing.count, behind.count, ahead.count, scanned], [0, 0, 0, expected.size])
        }
        assert.deepEqual(await stores.index.count(NEW), await stores.index.count(OLD))
      } finally {
        await stores.close()
      }
    })
  })
}

async function changeModel(stores: Opened, dice: Dice) {
  await setUpIndex(stores, STUB_RECIPE, Date.now)
  const deps = operationDeps(stores, { eventTimeoutMs: 1_500 })
  const { messages, expected } = trafficOf(dice)
  const work = { ...deps, embedders: () => Promise.resolve(stubEmbedder()), transcripts: { read: () => Promise.reject(new Error('none')) } }
  const ingest = createIngest({ ...work, logger: SILENT })
  const deliver = async (until: () => boolean): Promise<void> => {
    while (!until()) {
      const event = messages.shift()
      if (event === undefined) return
      await ingest(event, 1)
    }
  }
  const handle = (until: () => boolean) => Promise.all(Array.from({ length: HANDLERS }, () => deliver(until)))
  await handle(() => messages.length < EVENTS * 0.6)
  const viewer = startViewer(stores, dice)
  const state = { changed: false }
  const change = async () => {
    await complete(CREATE, { recipe: RECIPE }, deps)
    // A slice that ends before its time, as one of the function operate does.
    const { cursor } = await BACKFILL.step({ collection: NEW }, null, deps, AbortSignal.timeout(dice.below(500)))
    await complete(BACKFILL, { collection: NEW }, deps, cursor)
    await recordCheck(stores.registry, NEW, { at: Date.now(), passed: true, report: 'r' })
    await complete(PROMOTE, { collection: NEW, expected: { serving: OLD, report: 'r' } }, deps)
    await setTimeout(2_500)
    await complete(ROLLBACK, { expected: { serving: NEW } }, deps)
    await setTimeout(2_500)
    await complete(PROMOTE, { collection: NEW, expected: { serving: OLD, report: 'r' } }, deps)
    state.changed = true
  }
  // Events go on all along: slowly enough that some are left when all is done.
  const trickle = async () => {
    while (messages.length > 0) {
      await deliver(onceOnly())
      await setTimeout(state.changed ? 0 : 60)
    }
  }
  await Promise.all([change(), trickle(), trickle()])
  await setTimeout(2_500)
  return { expected, answers: await viewer() }
}

/** True from the second call on. */
function onceOnly(): () => boolean {
  const state = { calls: 0 }
  return () => {
    state.calls += 1
    return state.calls > 1
  }
}

/** Asks for shelves and their next pages until it is stopped. Both recipes must have answered by then. */
function startViewer(stores: Stores, dice: Dice) {
  const requests = new AsyncLocalStorage<Set<string>>()
  const app = createRecommendApp(
    answeringDeps([], { ...stores, index: noting(stores.index, requests), clock: Date.now, indexBudgetMs: 20_000 }),
  )
  const state = { stopped: false, answers: 0, recipes: new Set<string>() }
  const ask = async (path: string): Promise<Answer> => {
    const collections = new Set<string>()
    const response = await requests.run(collections, async () => app.request(path))
    assert.equal(response.status, 200, await response.clone().text())
    assert.ok(collections.size <= 1, `one answer from ${Array.from(collections).join(' and ')}`)
    const answer = (await response.json()) as Answer
    assert.equal(answer.fill.degraded, false)
    state.answers += 1
    state.recipes.add(answer.recipe.name)
    return answer
  }
  const run = async () => {
    while (!state.stopped) {
      const path = `/v1/videos/video-${dice.below(VIDEOS)}/recommendations?limit=8`
      const first = await ask(path)
      await setTimeout(dice.below(400))
      if (first.cursor === null) continue
      const second = await ask(`${path}&cursor=${first.cursor}`)
      const shown = new Set(first.items.map(({ id }) => id))
      assert.deepEqual(
        second.items.filter(({ id }) => shown.has(id)),
        [],
      )
    }
  }
  const running = run()
  return async () => {
    state.stopped = true
    await running
    assert.deepEqual(Array.from(state.recipes).sort(), ['another', 'stub'])
    return state.answers
  }
}

/** Notes for each request which collections it reads candidates, seeds and displays from. */
function noting(index: VideoIndex, requests: AsyncLocalStorage<Set<string>>): VideoIndex {
  return new Proxy(index, {
    get: (target, method: keyof VideoIndex) => {
      const call = Reflect.get(target, method) as (...args: unknown[]) => unknown
      return (...args: unknown[]) => {
        const [collection] = args
        if (['seeds', 'candidates', 'words', 'score'].includes(method) && typeof collection === 'string')
          requests.getStore()?.add(collection)
        return call(...args)
      }
    },
  })
}

/** Upserts and deletes, shuffled, a third of them twice, and the order of each video that wins. */
function trafficOf(dice: Dice) {
  const events = Array.from({ length: EVENTS }, (_, n) => {
    const [id, version] = [`video-${n < VIDEOS ? n : dice.below(VIDEOS)}`, 1 + dice.below(6)]
    if (n >= VIDEOS && dice.below(8) === 0) return { type: 'video.deleted' as const, id, version }
    const title = `${dice.one(SUBJECTS)} ${dice.below(3)}`
    return { type: 'video.upserted' as const, video: aVideo({ id, version, title, channelId: `channel-${n % 20}` }) }
  })
  const orders = events.map((event): [string, Order] =>
    event.type === 'video.deleted' ? [event.id, orderOfDelete(event)] : [event.video.id, orderOfVideo(event.video)],
  )
  const expected = new Map(orders.sort(([, a], [, b]) => compareOrder(a, b)))
  return { messages: dice.shuffled([...events, ...events.filter(() => dice.below(3) === 0)]), expected }
}
