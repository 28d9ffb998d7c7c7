import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { after, before, describe, it } from 'node:test'
import { upsertJson } from '#test/support/events.ts'
import { startProduct } from '#test/support/product.ts'
import type { RunningProduct } from '#test/support/product.ts'
import { temporaryFolder } from '#test/support/temporary.ts'

/** As much of an answer as these tests read; a problem has neither. */
interface Shelf {
  readonly seed: { readonly id: string; readonly status: string }
  readonly items: readonly { readonly id: string; readonly tier: string }[]
}

const base64 = (event: unknown) => Buffer.from(typeof event === 'string' ? event : JSON.stringify(event)).toString('base64')
const push = (data: string, messageId: string) => ({
  message: { data, messageId, attributes: { type: 'video.upserted' } },
  subscription: 's',
})
const json = (value: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof value === 'string' ? value : JSON.stringify(value),
})

describe('the product in one process', () => {
  const place = { path: '', remove: () => Promise.resolve() }
  let product: RunningProduct

  before(async () => {
    Object.assign(place, await temporaryFolder())
    product = await startProduct(place.path)
  })
  after(async () => {
    assert.equal(await product.stop(), 0)
    await place.remove()
  })

  const publish = (event: unknown, messageId: string) => fetch(product.events, json(push(base64(event), messageId)))
  const shelf = async (id: string, query = '') => {
    const response = await fetch(`${product.url}/v1/videos/${encodeURIComponent(id)}/recommendations${query}`)
    return { status: response.status, body: (await response.json()) as Shelf, headers: response.headers }
  }
  const letters = () => {
    const database = new DatabaseSync(`${place.path}/test.db`, { readOnly: true })
    const rows = database.prepare(`SELECT message_id, reason, data FROM letters WHERE box = 'quarantine'`).all()
    database.close()
    return new Map(rows.map((row) => [String(row['message_id']), { reason: String(row['reason']), data: String(row['data']) }]))
  }

  it('takes a raw push, an Eventarc event and a structured CloudEvent', async () => {
    const envelope = {
      message: { data: base64(upsertJson({ id: 'binary', title: 'Baking rye bread' })), messageId: 'm2' },
      subscription: 's',
    }
    const ce = {
      specversion: '1.0',
      id: 'ce-3',
      source: '//pubsub.googleapis.com/t',
      type: 'google.cloud.pubsub.topic.v1.messagePublished',
    }
    const headers = { 'ce-id': 'ce-2', 'ce-source': ce.source, 'ce-type': ce.type, 'ce-specversion': '1.0' }
    const structured = {
      ...ce,
      data: { message: { data: base64(upsertJson({ id: 'structured', title: 'Baking wheat bread' })), messageId: 'm3' } },
    }
    const answers = await Promise.all([
      publish(upsertJson({ id: 'raw', title: 'Baking bread at home' }), 'm1'),
      fetch(product.events, json(envelope, headers)),
      fetch(product.events, json(structured, { 'content-type': 'application/cloudevents+json' })),
    ])
    assert.deepEqual(
      answers.map(({ ok }) => ok),
      [true, true, true],
    )
    const { items } = (await shelf('raw')).body
    assert.deepEqual(items.map(({ id, tier }) => `${id} ${tier}`).sort(), ['binary similar', 'structured similar'])
  })

  for (const [name, data] of Object.entries({
    'text that is not JSON': base64('not json'),
    'invalid UTF-8': Buffer.of(0x7b, 0xff, 0x7d).toString('base64'),
    'a version that is a string': base64(upsertJson({ version: '7' })),
    'a negative version': base64(upsertJson({ version: -1 })),
    'a version above 2^53': base64('{"type":"video.deleted","id":"a","version":9007199254740993}'),
    'an id of two dots': base64(upsertJson({ id: '..' })),
    'an id with a lone surrogate': base64('{"type":"video.deleted","id":"\\ud800","version":1}'),
    'an id with a NUL byte': base64('{"type":"video.deleted","id":"a\\u0000","version":1}'),
    'a transcript of another scheme': base64(upsertJson({ transcript: { uri: 'gs://elsewhere/a.vtt' } })),
    'a transcript outside the folder': base64(upsertJson({ transcript: { uri: 'file:///../../package.json' } })),
  })) {
    it(`quarantines ${name}, whole and with its reason`, async () => {
      const messageId = `poison ${name}`
      const response = await fetch(product.events, json(push(data, messageId)))
      assert.equal(response.ok, true)
      const letter = letters().get(messageId)
      assert.equal(letter?.data, data)
      assert.ok(letter.reason.length > 10)
    })
  }

  it('quarantines what is no message, whole', async () => {
    for (const body of [
      { message: { attributes: { type: 'x' }, messageId: 'attributes-only' }, subscription: 's' },
      upsertJson({ id: 'bare' }),
    ]) {
      assert.equal((await fetch(product.events, json(body))).ok, true)
    }
    const kept = Array.from(letters().values(), ({ data }) => Buffer.from(data, 'base64').toString())
    assert.ok(kept.some((data) => data.includes('attributes-only')))
    assert.ok(kept.some((data) => data.includes('"bare"')))
  })

  it('answers malformed bodies with a status and no stack', async () => {
    for (const body of ['{"message":', '\u0000', '']) {
      const response = await fetch(product.events, json(body))
      const text = await response.text()
      assert.ok(!/ at |node_modules|\.ts:|\.js:/.test(text), text)
    }
    assert.equal((await fetch(`${product.url}/healthz`)).status, 200)
  })

  it('cuts what is too long and loses nothing else', async () => {
    const giant = {
      id: 'giant',
      title: 'bread '.repeat(900_000),
      tags: Array.from({ length: 10_000 }, (_, n) => `tag ${n}`),
      description: 'x'.repeat(3_000_000),
    }
    assert.equal((await publish(upsertJson(giant), 'giant')).ok, true)
    const { body } = await shelf('giant')
    assert.equal(body.seed.status, 'indexed')
    assert.match(product.log(), /text-cut/)
  })

  for (const id of ['a/b', '100%', '%2F', '🎬', 'x/../y', 'a?b#c', 'O\'Hara "quoted"', '...']) {
    it(`knows the id ${id}`, async () => {
      assert.equal((await publish(upsertJson({ id, title: 'Bread in an odd place' }), `odd ${id}`)).ok, true)
      const { status, body } = await shelf(id)
      assert.equal(status, 200)
      assert.deepEqual([body.seed.id, body.seed.status], [id, 'indexed'])
    })
  }

  for (const query of [
    '?limit=0',
    '?limit=1e9',
    '?limit=ten',
    '?cursor=tampered',
    '?diversity=2',
    '?unknown=1',
    '?languages=%3F%3F',
    '?bucket=100',
  ]) {
    it(`refuses ${query} as a problem that names the field`, async () => {
      const { status, body, headers } = await shelf('raw', query)
      assert.equal(status, 400)
      assert.match(String(headers.get('content-type')), /application\/problem\+json/)
      assert.ok(JSON.stringify(body).includes(query.slice(1).split('=')[0] ?? ''), JSON.stringify(body))
    })
  }

  it('takes a video off what the index answers at once, and off every shelf within seconds', async () => {
    assert.equal(
      (await publish(upsertJson({ id: 'binary', version: 2, title: 'Baking rye bread', visibility: 'private' }), 'private')).ok,
      true,
    )
    assert.equal((await publish({ type: 'video.deleted', id: 'structured', version: 1 }, 'delete')).ok, true)
    const shown = async () => (await shelf('raw', '?limit=50')).body.items
    const gone = (items: Shelf['items']) => items.every(({ id }) => id !== 'binary' && id !== 'structured')
    assert.ok(gone((await shown()).filter(({ tier }) => tier === 'similar')))
    const deadline = Date.now() + 6000
    while (!gone(await shown())) {
      assert.ok(Date.now() < deadline, 'The kill list is read every few seconds.')
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  })

  it('searches by text', async () => {
    const response = await fetch(`${product.url}/v1/search?text=${encodeURIComponent('pain fait maison')}`)
    const { items } = (await response.json()) as { items: { id: string }[] }
    assert.equal(
      items.some(({ id }) => id === 'raw'),
      true,
    )
  })

  it('describes itself', async () => {
    const { paths } = (await (await fetch(`${product.url}/openapi.json`)).json()) as { paths: Record<string, unknown> }
    assert.ok('/v1/videos/{id}/recommendations' in paths && '/v1/search' in paths)
  })
})

describe('a product that is stopped halfway', () => {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    it(`keeps what it acknowledged before ${signal}, and a second publish heals the rest`, async () => {
      const folder = await temporaryFolder()
      const first = await startProduct(folder.path)
      const acknowledged = new Set<string>()
      const all = Array.from({ length: 60 }, (_, n) => upsertJson({ id: `video-${n}`, title: `Bread number ${n}` }))
      const publishAll = (events: string) =>
        Promise.allSettled(
          all.map(async (event, n) => {
            const response = await fetch(events, json(push(base64(event), `m${n}`)))
            if (response.ok) acknowledged.add(`video-${n}`)
            if (acknowledged.size === 20) first.child.kill(signal)
          }),
        )
      await publishAll(first.events)
      await first.stop()
      assert.ok(acknowledged.size >= 20)
      const second = await startProduct(folder.path)
      for (const id of acknowledged) assert.equal(await seedStatus(second.url, id), 'indexed')
      await publishAll(second.events)
      for (let n = 0; n < all.length; n += 1) assert.equal(await seedStatus(second.url, `video-${n}`), 'indexed')
      assert.equal(await second.stop(), 0)
      await folder.remove()
    })
  }
})

async function seedStatus(url: string, id: string): Promise<string> {
  const response = await fetch(`${url}/v1/videos/${id}/recommendations?limit=1`)
  return ((await response.json()) as { seed: { status: string } }).seed.status
}
