import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createFeedbackWarehouse } from '#infra/sqlite/feedback/warehouse.ts'
import { openSqlite } from '#infra/sqlite/open.ts'
import { lastDays } from '#shared/feedback/period.ts'
import type { Answer } from '#shared/recommendation/answer.ts'
import { createHttpPublisher } from '#infra/push/http-publisher.ts'
import { startProduct } from '#test/support/cli-product.ts'
import { upsertJson } from '#test/support/events.ts'

const TITLES = { bread: 'Baking bread at home', rolls: 'Baking rolls at home', loaf: 'Baking a loaf of bread' }

describe('feedback in the whole product', () => {
  const world: { product?: Awaited<ReturnType<typeof startProduct>> } = {}
  const url = () => `http://127.0.0.1:${world.product?.env.PORT}`
  before(async () => {
    world.product = await startProduct()
    const publisher = createHttpPublisher({ url: `${url()}/events/projects/test/topics/videos` })
    for (const [id, title] of Object.entries(TITLES)) {
      const data = Buffer.from(JSON.stringify(upsertJson({ id, title })))
      await publisher.publish({ data, attributes: { type: 'video.upserted' } })
    }
    await publisher.close()
  })
  after(() => world.product?.close())

  const shelf = async (headers: Record<string, string> = {}) => {
    const response = await fetch(`${url()}/v1/videos/bread/recommendations`, { headers })
    return (await response.json()) as Answer
  }
  const tell = async (events: readonly object[], headers: Record<string, string> = {}) => {
    const common = { at: new Date().toISOString(), session: 'visit', viewer: 'ann', seed: 'bread' }
    const body = JSON.stringify(events.map((event) => ({ ...common, ...event })))
    const response = await fetch(`${url()}/v1/events`, { method: 'POST', body, headers: { 'content-type': 'text/plain', ...headers } })
    return (await response.json()) as { readonly accepted: number }
  }

  it('counts what was seen, and takes off the shelf what was watched', async () => {
    const { shelfId, items } = await shelf({ 'Upnext-Viewer': 'ann' })
    const ids = items.map(({ id }) => id)
    assert.deepEqual(ids.toSorted(), ['loaf', 'rolls'])
    const [first = ''] = ids
    const seen = items.map(({ id, tier }, i) => ({ id, tier, position: i + 1 }))
    const place = { shelfId, impression: 'impression-1', item: first, position: 1, tier: 'similar' }
    const watch = { type: 'progress', id: 'progress-1', ...place, seconds: 90, percent: 90, finished: false }
    const events = [{ type: 'impression', id: 'impression-1', shelfId, items: seen }, { type: 'click', id: 'the-click-1', ...place }, watch]
    for (const time of ['once', 'again']) assert.equal((await tell(events)).accepted, 3, time)
    await tell([{ ...watch, id: 'progress-2', viewer: 'bob' }], { 'Sec-GPC': '1' })
    await tell([{ ...watch, id: 'progress-3', viewer: 'bob', shelfId: 'made-up', item: 'rolls' }])

    const rest = ids.filter((id) => id !== first)
    assert.deepEqual(
      (await shelf({ 'Upnext-Viewer': 'ann' })).items.map(({ id }) => id),
      rest,
    )
    for (const headers of [{}, { 'Upnext-Viewer': 'bob' }]) assert.equal((await shelf(headers)).items.length, 2)
    assert.deepEqual(await reported(), { shown: 2, clicked: 1, watched: 1, watch_seconds: 90, flagged: 1 })
  })

  /** The reports, from the file, as another process has them. */
  const reported = async () => {
    const stores = await openSqlite({ path: world.product?.env.UPNEXT_SQLITE_PATH ?? '', readOnly: true })
    const feedback = createFeedbackWarehouse(stores.threads)
    const [rates, flagged] = await Promise.all([
      feedback.report('click_through', lastDays(2, Date.now())),
      feedback.report('flagged', lastDays(2, Date.now())),
    ])
    await stores.close()
    const all = rates.find(({ dimension }) => dimension === 'all') ?? assert.fail('nothing was shown')
    const { shown, clicked, watched, watch_seconds } = all
    return { shown, clicked, watched, watch_seconds, flagged: flagged.reduce((sum, { events }) => sum + events, 0) }
  }
})
