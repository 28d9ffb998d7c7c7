import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { createRefreshApp } from '#functions/refresh-signals/app.ts'
import { keepRefreshed } from '#infra/local/refreshing.ts'
import { createFeedbackPublisher } from '#infra/sqlite/feedback/publisher.ts'
import type { FeedbackRow } from '#shared/feedback/row.ts'
import { SILENT } from '#shared/logger.ts'
import { refreshSignals, type RefreshDeps } from '#shared/watches/refresh.ts'
import { parseEvent } from '#shared/video/event.ts'
import { upsertJson } from '#test/support/events.ts'
import { anImpression, aWatch, noon, shown } from '#test/support/feedback.ts'
import { openTestIngest } from '#test/support/ingest.ts'

const HOUR = 60 * 60 * 1000
const NEVER = new AbortController().signal
const VIEWERS = ['ann', 'bob', 'cem', 'dee']

describe('refresh', () => {
  const clock = { now: noon(10) }
  let product: Awaited<ReturnType<typeof openTestIngest>>
  const lines: [string, unknown][] = []
  const logger = { ...SILENT, info: (event: string, fields?: unknown) => void lines.push([event, fields]) }
  const deps = (given: Partial<RefreshDeps> = {}): RefreshDeps => ({ ...product.stores, logger, clock: () => clock.now, ...given })
  const append = (rows: readonly FeedbackRow[]) => createFeedbackPublisher(product.stores.threads, () => Promise.resolve()).publish(rows)
  /** All four viewers watch each of the videos, a minute before now. */
  const watch = (videos: readonly string[], region = 'FR') =>
    append(
      VIEWERS.flatMap((viewer) =>
        videos.map((video, i) => {
          const occurredAt = clock.now - 60_000 + i
          const at = { occurredAt, receivedAt: occurredAt, viewer, region }
          return aWatch(`${viewer}-${video}-${clock.now}`, undefined, video, at)
        }),
      ),
    )

  beforeEach(async () => {
    clock.now = noon(10)
    lines.length = 0
    product = await openTestIngest({ context: { clock: () => clock.now } })
    for (const id of ['bread', 'rolls', 'kayak', 'piano']) await product.ingest(parseEvent(upsertJson({ id })), 1)
  })
  afterEach(() => product.close())

  it('takes what was watched into the lists', async () => {
    await watch(['bread', 'rolls', 'never published'])
    const report = await refreshSignals(deps(), { full: false }, NEVER)
    assert.deepEqual([report.full, report.complete, report.coWatchLists, report.trendingLists], [true, true, 3, 2])
    const list = (await product.stores.signals.coWatch(['bread'])).get('bread')
    assert.deepEqual(
      list?.items.map(({ id, viewers, after }) => [id, viewers, after]),
      [
        ['rolls', 4, 4],
        ['never published', 4, 4],
      ],
    )
    const trending = await product.stores.signals.trending(['', 'FR'])
    for (const region of ['', 'FR']) {
      // What the index does not hold is no use to anybody.
      assert.deepEqual(
        trending
          .get(region)
          ?.items.map(({ id }) => id)
          .sort(),
        ['bread', 'rolls'],
      )
    }
  })

  it('makes anew only the lists of what was watched since, until a day is over', async () => {
    await watch(['bread', 'rolls'])
    clock.now += HOUR
    await refreshSignals(deps(), { full: false }, NEVER)
    clock.now += HOUR
    await watch(['kayak', 'piano'])
    const second = await refreshSignals(deps(), { full: false }, NEVER)
    assert.deepEqual([second.full, second.coWatchLists], [false, 2])
    assert.equal(second.lagMs, HOUR - 60_000 + 1)
    assert.deepEqual(lines.filter(([event]) => event === 'signals.refreshed').map(([, fields]) => fields)[1], second)
    assert.equal((await refreshSignals(deps(), { full: true }, NEVER)).full, true)
    clock.now += 25 * HOUR
    assert.equal((await refreshSignals(deps(), { full: false }, NEVER)).full, true)
  })

  it('rests while nothing comes', async () => {
    await watch(['bread', 'rolls'])
    clock.now += HOUR / 2
    await refreshSignals(deps(), { full: false }, NEVER)
    clock.now += 60_000
    const idle = await refreshSignals(
      deps({ watches: { ...product.stores.watches, trending: () => assert.fail('trending is not computed again') } }),
      { full: false },
      NEVER,
    )
    assert.deepEqual([idle.complete, idle.coWatchLists, idle.trendingLists, idle.lagMs], [true, 0, 0, 0])
    clock.now += HOUR
    assert.equal((await refreshSignals(deps(), { full: false }, NEVER)).trendingLists, 2)
  })

  it('does the same again after it was ended or failed midway, and leaves whole batches', async () => {
    const many = Array.from({ length: 150 }, (_, i) => `video ${i}`)
    await append(
      VIEWERS.flatMap((viewer) =>
        many.map((video, i) => aWatch(`${viewer}-${i}-many`, undefined, video, { occurredAt: clock.now - 1000 - i, viewer })),
      ),
    )
    const { signals } = product.stores
    const ending = new AbortController()
    const ended = {
      ...signals,
      putCoWatch: (lists: Parameters<typeof signals.putCoWatch>[0]) => (ending.abort(), signals.putCoWatch(lists)),
    }
    const first = await refreshSignals(deps({ signals: ended }), { full: false }, ending.signal)
    assert.deepEqual([first.complete, first.coWatchLists], [false, 100])
    assert.equal((await signals.coWatch(many)).size, 100)
    assert.equal(await signals.refreshState(), undefined)

    clock.now += 1000
    const failing = { ...signals, putTrending: () => Promise.reject(new Error('gone')) }
    await assert.rejects(refreshSignals(deps({ signals: failing }), { full: false }, NEVER), /gone/)
    assert.equal(await signals.refreshState(), undefined)

    clock.now += 1000
    assert.deepEqual((await refreshSignals(deps(), { full: false }, NEVER)).coWatchLists, 150)
    assert.equal((await signals.refreshState())?.storedUntil, clock.now)
  })

  it('tells how unevenly the impressions were spread', async () => {
    await append([anImpression('seen-one', [shown('bread', 1)], { occurredAt: clock.now - 1000, session: 'visit' })])
    await refreshSignals(deps(), { full: false }, NEVER)
    const [, exposure] = lines.find(([event]) => event === 'exposure.measured') ?? []
    assert.deepEqual(exposure, { eligible: 4, shown: 1, impressions: 1, gini: 0.75, headShare: 1 })
  })

  it('is a POST of the schedule', async () => {
    await watch(['bread', 'rolls'])
    const app = createRefreshApp(deps())
    const response = await app.request('/', { method: 'POST' })
    assert.equal(response.status, 200)
    assert.equal(((await response.json()) as { coWatchLists: number }).coWatchLists, 2)
    assert.equal((await app.request('/')).status, 404)
  })

  it('goes on by the clock where everything runs in one process, also after a fault', async () => {
    const calls = { count: 0 }
    const { signals } = product.stores
    const refreshState = () => {
      calls.count += 1
      return calls.count === 1 ? Promise.reject(new Error('locked')) : signals.refreshState()
    }
    const end = keepRefreshed(deps({ signals: { ...signals, refreshState } }), 0.01)
    const isDone = async () => (await signals.refreshState()) !== undefined
    while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 10))
    await end()
    const before = calls.count
    await new Promise((resolve) => setTimeout(resolve, 40))
    assert.equal(calls.count, before)
  })
})
