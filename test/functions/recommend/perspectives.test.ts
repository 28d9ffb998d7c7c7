import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { OpenAPIHono } from '@hono/zod-openapi'
import fc from 'fast-check'
import type { Answer } from '#shared/recommendation/answer.ts'
import { createRecommender } from '#shared/recommendation/recommender.ts'
import { parseRequest } from '#shared/recommendation/request/request.ts'
import { DAY, NOON, stored } from '#test/support/catalogue.ts'
import { faultyIndex } from '#test/support/faulty-index.ts'
import { memoryIndex } from '#test/support/memory-index.ts'
import { answeringDeps, idsOf, recommendApp } from '#test/support/recommending.ts'

const SEED = stored('seed', { angle: 0, channelId: 'ours' })
const CATALOGUE = [
  SEED,
  stored('ours too', { angle: 1, channelId: 'ours' }),
  stored('ours, old', { angle: 2, channelId: 'ours', publishedAt: NOON - 800 * DAY }),
  stored('theirs', { angle: 30, channelId: 'theirs' }),
  stored('les leurs', { angle: 25, channelId: 'theirs', language: 'fr' }),
  stored('others', { angle: 35, channelId: 'others', publishedAt: NOON - 400 * DAY }),
  stored('another subject', { angle: 110, channelId: 'further' }),
]

async function perspectivesOf(app: Pick<OpenAPIHono, 'request'>, id: string, query = ''): Promise<Answer> {
  const response = await app.request(`/v1/videos/${encodeURIComponent(id)}/perspectives${query}`)
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`)
  return (await response.json()) as Answer
}

describe('GET perspectives', () => {
  const app = recommendApp(CATALOGUE)

  it('gives the subject from other channels first, then from other times of the same, and nothing else', async () => {
    const { items, fill, seed } = await perspectivesOf(app, 'seed')
    assert.deepEqual(new Set(items.slice(0, 3).map(({ id }) => id)), new Set(['theirs', 'les leurs', 'others']))
    assert.deepEqual(
      items.slice(3).map(({ id }) => id),
      ['ours, old'],
    )
    assert.deepEqual([fill.byTier, fill.why, fill.degraded, seed.status], [{ perspective: 4 }, 'no-more-videos', false, 'indexed'])
  })

  it('says of each what makes it another point of view', async () => {
    const { items } = await perspectivesOf(app, 'seed')
    const reason = (id: string) => items.find((item) => item.id === id)?.reason
    assert.deepEqual(reason('les leurs'), {
      code: 'other-view',
      text: 'About a similar subject, from another channel, in French',
      differs: ['channel', 'language'],
    })
    assert.equal(reason('others')?.text, 'About a similar subject, from another channel, 1 year earlier')
    assert.deepEqual(reason('ours, old'), {
      code: 'other-view',
      text: 'About a similar subject, from the same channel, 2 years earlier',
      differs: ['time'],
    })
  })

  it('keeps to the languages asked for', async () => {
    assert.deepEqual(idsOf(await perspectivesOf(app, 'seed', '?languages=fr')), ['les leurs'])
  })

  it('finds other channels behind however many videos of the same', async () => {
    const flood = Array.from({ length: 400 }, (_, i) => stored(`ours ${i}`, { angle: 1 + i / 400, channelId: 'ours' }))
    const [first] = (await perspectivesOf(recommendApp([...CATALOGUE, ...flood]), 'seed', '?limit=3')).items
    assert.notEqual(first?.channelId, 'ours')
  })

  it('goes on by its cursor without repeats, and refuses the cursor of another route', async () => {
    const first = await perspectivesOf(app, 'seed', '?limit=2')
    const second = await perspectivesOf(app, 'seed', `?limit=2&cursor=${first.cursor ?? ''}`)
    assert.equal(new Set([...idsOf(first), ...idsOf(second)]).size, 4)
    assert.equal((await app.request(`/v1/videos/seed/recommendations?cursor=${first.cursor ?? ''}`)).status, 400)
  })

  it('can be kept by caches', async () => {
    const response = await app.request('/v1/videos/seed/perspectives')
    assert.match(response.headers.get('Cache-Control') ?? '', /public, max-age=30/)
    const again = await app.request('/v1/videos/seed/perspectives', { headers: { 'If-None-Match': response.headers.get('ETag') ?? '' } })
    assert.equal(again.status, 304)
  })

  it('has none of a video that nobody knows', async () => {
    const { items, fill } = await perspectivesOf(app, 'nobody')
    assert.deepEqual([items, fill.why], [[], 'seed-not-indexed'])
  })

  it('answers 503 while the index is away: nothing in memory is another point of view', async () => {
    const away = recommendApp([], { index: faultyIndex(memoryIndex(CATALOGUE), { mode: 'down' }) })
    const response = await away.request('/v1/videos/seed/perspectives')
    assert.deepEqual([response.status, response.headers.get('Retry-After')], [503, '2'])
  })

  it('takes placements that have the tier, and names them', async () => {
    const response = await app.request('/v1/videos/seed/perspectives?placement=site')
    assert.equal(response.status, 400)
    assert.match(((await response.json()) as { detail: string }).detail, /tier perspective: perspectives/)
  })

  it('takes GET alone, and is described', async () => {
    assert.equal((await app.request('/v1/videos/seed/perspectives', { method: 'DELETE' })).status, 405)
    const { paths } = (await (await app.request('/openapi.json')).json()) as { paths: object }
    assert.ok('/v1/videos/{id}/perspectives' in paths)
  })
})

describe('perspectives of any catalogue', () => {
  const someVideo = fc.record({
    angle: fc.option(fc.integer({ min: 0, max: 180 }), { nil: undefined }),
    channelId: fc.constantFrom('ours', 'a', 'b', undefined),
    language: fc.constantFrom('en', 'de', undefined),
    duplicateKeys: fc.constantFrom([], [], ['copy']),
    standing: fc.constantFrom('shown' as const, 'hidden' as const),
  })

  it('hold no seed, no copies, nothing excluded, and nothing below the bound of the subject', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someVideo, { maxLength: 20 }), fc.double({ min: 0, max: 1, noNaN: true }), async (videos, diversity) => {
        const points = videos.map((video, i) => stored(`v${i}`, video))
        const { items } = await perspectivesOf(
          recommendApp([SEED, ...points]),
          'seed',
          `?exclude=v0&exclude=v1&diversity=${diversity.toFixed(3)}`,
        )
        const found = items.map(({ id }) => points.find((point) => point.id === id) ?? assert.fail(id))
        assert.ok(found.every(({ id, ranking }) => id !== 'v0' && id !== 'v1' && ranking.standing === 'shown'))
        assert.ok(found.filter(({ ranking }) => ranking.duplicateKeys.includes('copy')).length <= 1)
        assert.ok(items.every(({ confidence, reason }) => (confidence ?? 0) >= 0.06 && (reason?.differs ?? []).length > 0))
      }),
      { numRuns: 60 },
    )
  })

  it('explain whether a video is about the subject, and from elsewhere', async () => {
    const { explain } = createRecommender(answeringDeps(CATALOGUE))
    const request = parseRequest({ positive: ['seed'] }, 'perspectives')
    const steps = async (id: string) => (await explain(request, { regions: [] }, id)).steps
    const step = async (id: string, rule: string) => (await steps(id)).find((found) => found.rule === rule)
    assert.deepEqual(await step('les leurs', 'other view'), {
      rule: 'other view',
      passed: true,
      detail: 'It differs in channel, language.',
    })
    assert.equal((await step('ours too', 'other view'))?.passed, false)
    assert.equal((await step('another subject', 'same subject'))?.passed, false)
  })
})
