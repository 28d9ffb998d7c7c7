import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { UpnextError } from '#shared/errors.ts'
import { createPseudonyms } from '#shared/viewers/pseudonyms.ts'
import { collectingApp, NOW, sentImpression, sentProgress, SHELF, VIEWER_KEY } from '#test/support/collecting.ts'

interface Body {
  readonly accepted: number
  readonly ignored: number
  readonly refused: readonly { readonly index: number; readonly reason: string; readonly field: string }[]
  readonly errors?: readonly { readonly field: string }[]
}

async function read(response: Response, status: number): Promise<Body> {
  assert.equal(response.status, status)
  return (await response.json()) as Body
}

const ANN = createPseudonyms([VIEWER_KEY]).of('viewer', 'ann')

describe('POST /v1/events', () => {
  it('takes one event or a list, as JSON or as the text of a beacon', async () => {
    const { send, rows } = collectingApp()
    assert.equal((await read(await send(sentImpression()), 202)).accepted, 1)
    assert.equal((await read(await send([sentProgress(), sentProgress({ id: 'progress-2' })]), 202)).accepted, 2)
    assert.equal((await read(await send([sentProgress()], { 'Content-Type': 'text/plain;charset=UTF-8' }), 202)).accepted, 1)
    assert.deepEqual(
      rows.map(({ eventId }) => eventId),
      ['impression-1', 'progress-1', 'progress-2', 'progress-1'],
    )
  })

  it('stores who it was as keyed hashes, and logs no name at all', async () => {
    const { send, rows, lines } = collectingApp()
    await send([sentProgress({ viewer: 'ann', session: 'visit-of-ann' })])
    assert.equal(rows[0]?.viewer, ANN)
    for (const kept of [JSON.stringify(rows), lines.join()]) assert.doesNotMatch(kept, /"ann"|visit-of-ann/)
    assert.match(lines.join(), /feedback-collected/)
    assert.doesNotMatch(lines.join(), new RegExp(ANN))
  })

  it('refuses bad events one by one and keeps the good ones', async () => {
    const { send, rows } = collectingApp()
    const events = [
      sentImpression({ items: [] }),
      sentImpression(),
      null,
      sentProgress({ at: new Date(NOW + 11 * 60_000).toISOString() }),
      sentProgress({ at: new Date(NOW - 73 * 3_600_000).toISOString() }),
    ]
    const { accepted, refused } = await read(await send(events), 202)
    assert.equal(accepted, 1)
    assert.deepEqual(
      refused.map(({ index, reason, field }) => [index, reason, field]),
      [
        [0, 'invalid', 'items'],
        [2, 'invalid', ''],
        [3, 'clock', 'at'],
        [4, 'clock', 'at'],
      ],
    )
    assert.equal(rows.length, 1)
  })

  it('takes times of a clock that is a little off as they are, so that a repeat stays the same event', async () => {
    const { send, rows } = collectingApp()
    const times = [NOW + 9 * 60_000, NOW - 71 * 3_600_000]
    await send(times.map((at, i) => sentProgress({ id: `progress-${i}`, at: new Date(at).toISOString() })))
    assert.deepEqual(
      rows.map(({ occurredAt, receivedAt }) => [occurredAt, receivedAt]),
      times.map((at) => [at, NOW]),
    )
  })

  it('flags shelves that were not given out here, and believes nothing of them', async () => {
    const { send, rows, watched } = collectingApp()
    const changed = `${SHELF.startsWith('A') ? 'B' : 'A'}${SHELF.slice(1)}`
    const shelves = [SHELF, changed, 'made-up']
    await send(shelves.map((shelfId, i) => sentProgress({ id: `progress-${i}`, shelfId })))
    assert.deepEqual(
      rows.map(({ flag }) => flag),
      [undefined, 'foreign-shelf', 'foreign-shelf'],
    )
    assert.equal(watched.length, 1)
  })

  it('knows what viewers have watched: half of it, or the end', async () => {
    const { send, watched } = collectingApp()
    await send([
      sentProgress({ id: 'progress-1', item: 'half', percent: 50 }),
      sentProgress({ id: 'progress-2', item: 'little', percent: 49 }),
      sentProgress({ id: 'progress-3', item: 'end', percent: 0, finished: true }),
      sentProgress({ id: 'progress-4', item: 'nobody', viewer: undefined }),
    ])
    const at = Date.UTC(2026, 10, 2, 11, 59, 30)
    assert.deepEqual(
      watched,
      ['half', 'end'].map((video) => ({ viewer: ANN, video, at })),
    )
  })

  it('keeps nothing where the browser asks for privacy', async () => {
    for (const header of ['Sec-GPC', 'DNT']) {
      const { send, rows, watched } = collectingApp()
      assert.deepEqual(await read(await send([sentProgress()], { [header]: '1' }), 202), { accepted: 0, refused: [], ignored: 1 })
      assert.deepEqual([rows, watched], [[], []])
    }
  })

  it('takes the country from the load balancer alone', async () => {
    const { send, rows } = collectingApp({ regionHeader: 'Upnext-Region' })
    for (const country of ['fr', 'ZZ', 'France']) await send(sentImpression({ region: 'US' }), { 'Upnext-Region': country })
    assert.deepEqual(
      rows.map(({ region }) => region),
      ['FR', undefined, undefined],
    )
  })

  it('slows down an address, and a visit', async () => {
    const clock = { now: NOW }
    const { send, rows } = collectingApp({ feedbackRate: 50, clock: () => clock.now })
    const batch = (start: number, session?: string) =>
      Array.from({ length: 500 }, (_, i) => sentProgress({ id: `progress-${start + i}`, session: session ?? `visit-${start + i}` }))
    const from = { 'X-Forwarded-For': 'whoever, 203.0.113.7' }
    const statuses = [await send(batch(0), from), await send(batch(500), from), await send(batch(1000), from)].map(({ status }) => status)
    assert.deepEqual(statuses, [202, 202, 429])
    const refused = await send(batch(1000), { 'X-Forwarded-For': 'another, 203.0.113.7' })
    assert.equal(refused.headers.get('Retry-After'), '20')
    assert.equal((await send(batch(2000, 'one visit'), { 'X-Forwarded-For': '203.0.113.8' })).status, 202)
    const { accepted } = await read(await send(batch(3000, 'one visit'), { 'X-Forwarded-For': '203.0.113.9' }), 202)
    assert.equal(accepted, 100)
    clock.now += 10_000
    assert.equal((await send(batch(4000), from)).status, 202)
    assert.equal(rows.length, 2 * 500 + 500 + 100 + 500)
  })

  it('says what is wrong with a request as a whole', async () => {
    const { app, send } = collectingApp()
    for (const body of ['{"type":', '[]', '', JSON.stringify(Array.from({ length: 501 }, () => sentImpression()))]) {
      assert.deepEqual(
        (await read(await send(body), 400)).errors?.map(({ field }) => field),
        ['body'],
      )
    }
    assert.equal((await send('x'.repeat(1024 * 1024 + 1))).status, 413)
    assert.equal((await send('x', { 'Content-Type': 'image/png' })).status, 415)
    assert.equal((await app.request('/v1/events')).status, 405)
  })

  it('says that nothing was taken where the topic does not answer, and only warns where the lists do not', async () => {
    const failing = () => Promise.reject(new UpnextError('unavailable', 'away'))
    const still = () => Promise.resolve()
    const lost = collectingApp({ publisher: { publish: failing, expire: still, close: still } })
    const refusal = await lost.send([sentProgress()])
    assert.equal(refusal.status, 503)
    assert.ok(refusal.headers.has('Retry-After'))
    const { send, lines } = collectingApp({ viewers: { put: failing, expire: failing } })
    assert.equal((await send([sentProgress()])).status, 202)
    assert.match(lines.join(), /viewers\.put-failed/)
  })

  it('lets beacons of JSON come from the origins that are configured: they bring credentials', async () => {
    const origin = 'https://site.example'
    for (const corsOrigins of [[origin], ['*']]) {
      const headers = { Origin: origin, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'content-type' }
      const response = await collectingApp({ corsOrigins }).app.request('/v1/events', { method: 'OPTIONS', headers })
      assert.equal(response.headers.get('Access-Control-Allow-Origin'), origin)
      assert.equal(response.headers.get('Access-Control-Allow-Credentials'), 'true')
    }
    const foreign = await collectingApp({ corsOrigins: [origin] }).send([sentProgress()], { Origin: 'https://other.example' })
    assert.equal(foreign.headers.get('Access-Control-Allow-Origin'), null)
  })

  it('answers pages of configured origins, and describes itself', async () => {
    const { app, send } = collectingApp({ corsOrigins: ['https://site.example'] })
    const response = await send([sentProgress()], { Origin: 'https://site.example' })
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), 'https://site.example')
    assert.match(await (await app.request('/openapi.json')).text(), /\/v1\/events/)
  })

  it('has no keys of its own', () => {
    assert.throws(() => collectingApp({ viewerKeys: [] }), /UPNEXT_VIEWER_KEYS|no key for pseudonyms/)
  })
})
