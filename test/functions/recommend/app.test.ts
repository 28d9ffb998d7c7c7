import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Answer } from '#shared/recommendation/answer.ts'
import { stored } from '#test/support/catalogue.ts'
import { faultyIndex } from '#test/support/faulty-index.ts'
import { memoryIndex } from '#test/support/memory-index.ts'
import { idsOf, recommendApp, shelfOf } from '#test/support/recommending.ts'

const CATALOGUE = [
  stored('seed', { angle: 0 }),
  stored('near', { angle: 10, channelId: 'c', durationSeconds: 60 }),
  stored('proche', { angle: 20, language: 'fr' }),
  stored('far', { angle: 150, regions: { allowed: ['FR'] } }),
]
const app = recommendApp(CATALOGUE)
const SHELF = '/v1/videos/seed/recommendations'

interface Problem {
  readonly status: number
  readonly detail: string
  readonly errors: readonly { readonly field: string; readonly message: string }[]
}

async function problemOf(response: Response): Promise<Problem> {
  assert.equal(response.headers.get('Content-Type'), 'application/problem+json')
  assert.equal(response.headers.get('Cache-Control'), 'no-store')
  const problem = (await response.json()) as Problem
  assert.equal(problem.status, response.status)
  return problem
}

function post(body: string, contentType = 'application/json') {
  return app.request('/v1/recommendations', { method: 'POST', body, headers: { 'Content-Type': contentType } })
}

describe('GET recommendations', () => {
  it('gives the shelf of a video', async () => {
    const { seed, items, shelfId, recipe, experiment } = await shelfOf(app, 'seed')
    assert.deepEqual(seed, {
      id: 'seed',
      status: 'indexed',
      title: 'Title of seed',
      language: 'en',
      publishedAt: '2026-01-14T12:00:00.000Z',
      url: 'https://videos.example/seed',
      languages: ['en'],
    })
    assert.deepEqual(items[0], {
      id: 'near',
      tier: 'similar',
      score: 0.9848,
      confidence: 0.99,
      reason: { code: 'similar', text: 'About a similar subject' },
      title: 'Title of near',
      channelId: 'c',
      language: 'en',
      durationSeconds: 60,
      publishedAt: '2026-01-14T12:00:00.000Z',
      url: 'https://videos.example/near',
    })
    assert.ok(shelfId.length > 20)
    assert.equal(recipe.name, 'test')
    assert.equal(experiment, null)
  })

  it('tells what is asked for alone', async () => {
    const { items } = await shelfOf(app, 'seed', '?fields=title&fields=score&limit=1')
    assert.deepEqual(items, [{ id: 'near', title: 'Title of near', score: 0.9848 }])
  })

  for (const id of [
    'a/b',
    'a%2Fb',
    '100%',
    '%',
    'a b+c',
    '🦉 owl',
    '../..',
    'a/../b',
    "'; --",
    '"quoted"',
    'q?x=1#y',
    'back\\slash',
    '中文',
    '~!@$&*()=:,;',
  ]) {
    it(`takes the id ${id} as it is`, async () => {
      const odd = recommendApp([stored(id, { angle: 0 }), stored(`${id} too`, { angle: 10 })])
      const { seed, items } = await shelfOf(odd, id)
      assert.deepEqual([seed.id, seed.status, items[0]?.id], [id, 'indexed', `${id} too`])
    })
  }

  it('answers for an id that nobody knows', async () => {
    const { seed, fill, items } = await shelfOf(app, 'nobody', '?limit=2')
    assert.deepEqual([seed.status, fill.why, fill.degraded, items.length], ['not-indexed', 'seed-not-indexed', false, 2])
  })

  it('uses nothing of a hidden seed', async () => {
    const { seed } = await shelfOf(
      recommendApp([stored('private', { standing: 'hidden', angle: 0 }), stored('near', { angle: 1 })]),
      'private',
    )
    assert.deepEqual(seed, { id: 'private', status: 'unavailable', languages: [] })
  })

  it('uses an unlisted seed', async () => {
    const { seed, items } = await shelfOf(
      recommendApp([stored('unlisted', { standing: 'seed-only', angle: 0 }), stored('near', { angle: 1 })]),
      'unlisted',
    )
    assert.deepEqual([seed.status, items[0]?.tier], ['indexed', 'similar'])
  })

  it('names what is wrong and what it takes', async () => {
    const problem = await problemOf(await app.request(`${SHELF}?limit=1e9&langauges=en&placement=x`))
    assert.equal(problem.status, 400)
    assert.deepEqual(problem.errors, [
      { field: 'limit', message: 'takes a whole number from 1 to 100' },
      { field: 'langauges', message: 'is not a parameter of this route' },
    ])
    const placement = await problemOf(await app.request(`${SHELF}?placement=x`))
    assert.deepEqual(placement.errors, [{ field: 'placement', message: 'takes one of default, site, player, search, perspectives' }])
  })

  for (const address of [
    '/v1/videos/%E0%A4/recommendations',
    '/v1/videos/%00/recommendations',
    `/v1/videos/${'x'.repeat(201)}/recommendations`,
    `${SHELF}?exclude=%FF`,
  ]) {
    it(`refuses ${address.slice(0, 50)}`, async () => {
      assert.equal((await problemOf(await app.request(address))).status, 400)
    })
  }

  it('refuses a cursor that was changed, or belongs to another request', async () => {
    const { cursor } = await shelfOf(app, 'seed', '?limit=1')
    assert.ok(cursor !== null)
    const last = cursor.at(-2) === 'A' ? 'B' : 'A'
    for (const query of [`cursor=${cursor.slice(0, -2)}${last}${cursor.slice(-1)}`, `cursor=${cursor}&languages=fr`]) {
      const { errors } = await problemOf(await app.request(`${SHELF}?${query}`))
      assert.equal(errors[0]?.field, 'cursor')
    }
    assert.deepEqual(idsOf(await shelfOf(app, 'seed', `?cursor=${cursor}&limit=2`)), ['proche', 'far'])
  })
})

describe('caching', () => {
  it('is allowed for half a minute, by a strong ETag', async () => {
    const response = await app.request(SHELF)
    assert.equal(response.headers.get('Cache-Control'), 'public, max-age=30')
    const etag = response.headers.get('ETag') ?? ''
    assert.match(etag, /^"[\w-]+"$/)
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await app.request(SHELF, { headers: { 'If-None-Match': known } })
      assert.deepEqual([again.status, await again.text(), again.headers.get('ETag')], [304, '', etag])
    }
    assert.equal((await app.request(SHELF, { headers: { 'If-None-Match': '"other"' } })).status, 200)
  })

  it('is forbidden for a viewer, whose languages count', async () => {
    const headers = { 'Upnext-Viewer': 'someone', 'Accept-Language': 'fr-FR, en;q=0.5, de;q=0' }
    const response = await app.request(`${SHELF}?limit=2`, { headers })
    assert.equal(response.headers.get('Cache-Control'), 'private, no-store')
    assert.equal(response.headers.get('ETag'), null)
    const { seed } = (await response.json()) as Answer
    assert.deepEqual(seed.languages, ['fr', 'en'])
  })

  it('takes no account of languages without a viewer, and says what it varies by', async () => {
    const response = await app.request(SHELF, { headers: { 'Accept-Language': 'fr' } })
    assert.equal(response.headers.get('Vary'), 'Upnext-Viewer, Origin')
    assert.deepEqual(((await response.json()) as Answer).seed.languages, ['en'])
  })

  it('is short for degraded answers', async () => {
    const fault = { mode: 'well' as 'well' | 'down' }
    const shaky = recommendApp([], { index: faultyIndex(memoryIndex(CATALOGUE), fault) })
    await shaky.request('/readyz')
    fault.mode = 'down'
    const response = await shaky.request(SHELF)
    assert.equal(response.headers.get('Cache-Control'), 'public, max-age=5')
  })
})

describe('regions', () => {
  const behind = recommendApp(CATALOGUE, { regionHeader: 'X-Country' })
  const seen = async (query: string, country?: string) => {
    const response = await behind.request(`${SHELF}${query}`, { headers: country === undefined ? {} : { 'X-Country': country } })
    assert.match(response.headers.get('Vary') ?? '', /X-Country/)
    return idsOf((await response.json()) as Answer).includes('far')
  }

  it('are what the load balancer says; a caller can only narrow', async () => {
    assert.equal(await seen('', 'fr'), true)
    assert.equal(await seen('', 'DE'), false)
    assert.equal(await seen('?region=FR', 'DE'), false)
    assert.equal(await seen('?region=DE', 'FR'), false)
  })

  it('that nobody could tell allow only what is allowed everywhere', async () => {
    for (const country of [undefined, 'ZZ', 'nonsense']) assert.equal(await seen('?region=FR', country), false)
  })

  it('are the word of the caller where no header is configured', async () => {
    assert.ok(idsOf(await shelfOf(app, 'seed', '?region=fr')).includes('far'))
    assert.ok(!idsOf(await shelfOf(app, 'seed', '?region=de')).includes('far'))
  })
})

describe('POST recommendations', () => {
  it('says which of the videos not liked it knew, and puts what is like them last', async () => {
    const videos = [...CATALOGUE, stored('aside', { angle: 75 }), stored('beyond', { angle: 77 })]
    const response = await recommendApp(videos).request('/v1/recommendations', {
      method: 'POST',
      body: JSON.stringify({ positive: ['seed'], negative: ['beyond', 'missing'] }),
      headers: { 'Content-Type': 'application/json' },
    })
    const { seed, items } = (await response.json()) as Answer
    assert.deepEqual(seed.negatives, [
      { id: 'beyond', status: 'indexed' },
      { id: 'missing', status: 'not-indexed' },
    ])
    assert.equal(items.find(({ id }) => id === 'aside')?.tier, 'latest')
    assert.equal(items.find(({ id }) => id === 'near')?.tier, 'similar')
  })

  it('takes several seeds and says which of them it knew', async () => {
    const response = await post(JSON.stringify({ positive: ['seed', 'nobody'], negative: ['missing'], limit: 1 }))
    assert.equal(response.headers.get('Cache-Control'), 'no-store')
    const { seed, items } = (await response.json()) as Answer
    assert.deepEqual(
      [seed.status, seed.positives?.map(({ id, status }) => [id, status])],
      [
        'indexed',
        [
          ['seed', 'indexed'],
          ['nobody', 'not-indexed'],
        ],
      ],
    )
    assert.deepEqual(
      items.map(({ id }) => id),
      ['near'],
    )
  })

  it('lists the newest for no seed at all', async () => {
    const { seed, items } = (await (await post('{}')).json()) as Answer
    assert.deepEqual([seed.status, items.length, items[0]?.tier], ['none', 4, 'latest'])
  })

  it('refuses other content types, other methods, and what is no JSON or too much of it', async () => {
    assert.equal((await problemOf(await post('{}', 'text/plain'))).status, 415)
    assert.equal((await problemOf(await post('{"positive":'))).status, 400)
    assert.equal((await problemOf(await post(JSON.stringify({ positive: ['x'.repeat(300_000)] })))).status, 413)
    const get = await app.request('/v1/recommendations')
    assert.equal(get.headers.get('Allow'), 'POST')
    assert.equal((await problemOf(get)).status, 405)
  })

  it('names the faults of a body', async () => {
    const { errors } = await problemOf(await post(JSON.stringify({ limit: '3', positive: 'seed', exclude: ['', 'ok'] })))
    assert.deepEqual(
      errors.map(({ field }) => field),
      ['limit', 'exclude.0', 'positive'],
    )
    assert.deepEqual(
      (await problemOf(await post('[]'))).errors.map(({ field }) => field),
      ['body'],
    )
  })
})

describe('the service around', () => {
  it('describes itself', async () => {
    const description = (await (await app.request('/openapi.json')).json()) as {
      paths: Record<string, { get?: { parameters: { name: string }[] } }>
    }
    assert.deepEqual(Object.keys(description.paths), [
      '/v1/videos/{id}/recommendations',
      '/v1/videos/{id}/perspectives',
      '/v1/recommendations',
      '/v1/videos/{id}/duplicates',
    ])
    const names = description.paths['/v1/videos/{id}/recommendations']?.get?.parameters.map(({ name }) => name)
    assert.ok(names?.includes('diversity') && names.includes('cursor'))
  })

  it('is healthy, and ready only while the index answers', async () => {
    assert.equal((await app.request('/healthz')).status, 200)
    assert.equal((await app.request('/readyz')).status, 200)
    const down = recommendApp([], { index: faultyIndex(memoryIndex([]), { mode: 'down' }) })
    const response = await down.request('/readyz')
    assert.equal((await problemOf(response)).status, 503)
    assert.ok(Number(response.headers.get('Retry-After')) > 0)
    assert.equal((await down.request('/healthz')).status, 200)
  })

  it('knows no other routes', async () => {
    assert.equal((await problemOf(await app.request('/v1/nothing'))).status, 404)
  })

  it('lets pages of configured origins read it', async () => {
    const shared = recommendApp(CATALOGUE, { corsOrigins: ['https://site.example'] })
    const allowed = async (origin: string) =>
      (await shared.request(SHELF, { headers: { Origin: origin } })).headers.get('Access-Control-Allow-Origin')
    assert.equal(await allowed('https://site.example'), 'https://site.example')
    assert.equal(await allowed('https://evil.example'), null)
    const preflight = await shared.request('/v1/recommendations', { method: 'OPTIONS', headers: { Origin: 'https://site.example' } })
    assert.equal(preflight.status, 204)
  })

  it('tells nothing of its insides when it fails', async () => {
    const registry = { read: () => Promise.reject(new TypeError('secret detail')), replace: () => Promise.reject(new Error()) }
    const problem = await problemOf(await recommendApp([], { registry }).request(SHELF))
    assert.equal(problem.status, 500)
    assert.ok(!JSON.stringify(problem).includes('secret'))
  })
})
