import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { createRecommendApp } from '#functions/recommend/app.ts'
import { openQdrant } from '#infra/qdrant/open.ts'
import { breakingIndex } from '#infra/resilience/breaking-index.ts'
import type { Answer } from '#shared/recommendation/answer.ts'
import { aPoint } from '#test/support/points.ts'
import { openTemporaryQdrant, QDRANT_URL, skipWithoutQdrant } from '#test/support/qdrant.ts'
import { answeringDeps, shelfOf } from '#test/support/recommending.ts'

type Mode = 'well' | 'slow' | 'erroring' | 'down'

const BUDGET_MS = 120
/** What an answer may take on a busy machine that does not wait for the index. */
const AT_ONCE_MS = BUDGET_MS / 2
const PROBE_AFTER_MS = 300

/** Stands before Qdrant and does what its mode says. */
async function startProxy() {
  const state: { mode: Mode } = { mode: 'well' }
  const server = createServer((request, response) => {
    const serve = async (): Promise<void> => {
      if (state.mode === 'down') return void request.socket.destroy()
      if (state.mode === 'erroring') return void response.writeHead(500).end()
      if (state.mode === 'slow') await setTimeout(2000)
      const { method = 'GET', url = '/' } = request
      const body = method === 'GET' ? {} : { body: new Uint8Array(await buffer(request)) }
      const answer = await fetch(`${QDRANT_URL}${url}`, { method, headers: { 'content-type': 'application/json' }, ...body })
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
    }
    serve().catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { state, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

async function setUp() {
  const [direct, proxy] = [openTemporaryQdrant(), await startProxy()]
  const dimensions = 16
  await direct.index.createCollection('videos', { dimensions, recipeDigest: 'test' })
  const vector = new Float32Array(dimensions).fill(1 / Math.sqrt(dimensions))
  await direct.index.upsert(
    'videos',
    ['a', 'b', 'c'].map((id) => aPoint({ id, vector, display: { title: `Video ${id}` } })),
  )
  const stores = openQdrant({ url: proxy.url, namespace: direct.namespace, readTimeoutMs: 500 })
  const index = breakingIndex(stores.index, { probeAfterMs: PROBE_AFTER_MS })
  const app = createRecommendApp(answeringDeps([], { index, indexBudgetMs: BUDGET_MS }))
  const ask = async (): Promise<{ readonly answer: Answer; readonly tookMs: number }> => {
    const startedAt = performance.now()
    const answer = await shelfOf(app, 'a')
    return { answer, tookMs: performance.now() - startedAt }
  }
  const close = async () => {
    await stores.close()
    await proxy.close()
    await direct.close()
  }
  return { state: proxy.state, ask, close }
}

describe('answers while Qdrant fails', { skip: skipWithoutQdrant }, () => {
  const opened: Awaited<ReturnType<typeof setUp>>[] = []
  const product = () => opened[0] ?? assert.fail('It is not set up.')
  before(async () => {
    opened.push(await setUp())
  })
  after(() => product().close())

  for (const mode of ['slow', 'erroring', 'down'] as const) {
    it(`come in time from memory while it is ${mode}, soon without waiting, and are whole again without a restart`, async () => {
      const { state, ask } = product()
      assert.equal(await recovered(ask), true)
      state.mode = mode
      const first = await ask()
      assert.equal(first.answer.fill.degraded, true)
      assert.ok(first.answer.items.length > 0)
      assert.ok(first.tookMs < BUDGET_MS * 2.5, `took ${first.tookMs} ms`)
      await Promise.all(Array.from({ length: 10 }, ask))
      await setTimeout(600) // Until the reads under way have failed.
      const later = await ask()
      const [a, b] = [await ask(), await ask()]
      assert.ok(later.answer.fill.degraded && Math.min(a.tookMs, b.tookMs) < AT_ONCE_MS, `took ${a.tookMs} and ${b.tookMs} ms`)
      state.mode = 'well'
      assert.equal(await recovered(ask), true)
    })
  }

  /** Whether an answer comes that is not degraded, within some seconds. */
  async function recovered(ask: () => Promise<{ readonly answer: Answer }>): Promise<boolean> {
    const end = Date.now() + 10_000
    while (Date.now() < end) {
      if (!(await ask()).answer.fill.degraded) return true
      await setTimeout(100)
    }
    return false
  }
})
