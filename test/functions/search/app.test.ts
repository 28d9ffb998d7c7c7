import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createSearchApp } from '#functions/search/app.ts'
import type { Embedder } from '#shared/embedding/embedder.ts'
import { UpnextError } from '#shared/errors.ts'
import type { Point } from '#shared/index/point.ts'
import type { Answer } from '#shared/recommendation/answer.ts'
import { wordsOf } from '#shared/text/words.ts'
import { stored } from '#test/support/catalogue.ts'
import { answeringDeps, TEST_RECIPE } from '#test/support/recommending.ts'
import { stubEmbedder, UNKNOWN_LANGUAGE } from '#test/support/stub-embedder.ts'

const embedder = stubEmbedder()

/** A video as the stub would embed its title. */
async function titled(id: string, title: string, language = 'en'): Promise<Point> {
  const [vector = new Float32Array()] = await embedder.embed([title])
  const { words, wordings } = wordsOf({ title, description: '', tags: [], transcript: '' }, TEST_RECIPE.words)
  const point = stored(id, { title, wordings, language, angle: 0 })
  return { ...point, vector, words }
}

const CATALOGUE = await Promise.all([
  titled('bread', 'baking sourdough bread'),
  titled('kayak', 'kayak rivers'),
  titled('brot', 'sourdough brot', 'de'),
])

function searchApp(model: Embedder = embedder) {
  return createSearchApp({ ...answeringDeps(CATALOGUE), embedders: () => Promise.resolve(model) })
}

async function search(query: string, app = searchApp()): Promise<Answer> {
  const response = await app.request(`/v1/search?${query}`)
  assert.equal(response.status, 200, await response.clone().text())
  return (await response.json()) as Answer
}

describe('search', () => {
  it('finds what a text is about, the best first', async () => {
    const { items, seed } = await search('text=sourdough+bread')
    assert.equal(items[0]?.id, 'bread')
    assert.deepEqual([items[0].reason?.code, seed.status], ['matches-words', 'text'])
  })

  it('puts asked-for languages first', async () => {
    const { items } = await search('text=sourdough&languages=de')
    assert.deepEqual(
      items.slice(0, 2).map(({ id, tier }) => [id, tier]),
      [
        ['brot', 'similar'],
        ['bread', 'similar-other-language'],
      ],
    )
  })

  it('finds nothing rather than something else', async () => {
    const { items, fill } = await search(`text=${encodeURIComponent(`${UNKNOWN_LANGUAGE}zzz`)}`)
    assert.deepEqual([items, fill.degraded, fill.why], [[], false, 'no-more-videos'])
  })

  it('goes by words in a language that the model does not know', async () => {
    const { items } = await search(`text=${encodeURIComponent(`${UNKNOWN_LANGUAGE} kayak`)}`)
    assert.deepEqual(
      items.map(({ id }) => id),
      ['kayak'],
    )
  })

  it('goes by words, and says so, while the model is out of reach', async () => {
    const broken = { ...embedder, understands: () => Promise.reject(new UpnextError('unavailable', 'no model')) }
    const { items, fill } = await search('text=kayak', searchApp(broken))
    assert.deepEqual([items.map(({ id }) => id), fill.degraded, fill.why], [['kayak'], true, 'model-unavailable'])
  })

  it('takes other tiers where a placement names them', async () => {
    const { items } = await search(`text=${encodeURIComponent(`${UNKNOWN_LANGUAGE}zzz`)}&placement=site`)
    assert.deepEqual(new Set(items.map(({ tier }) => tier)), new Set(['latest']))
  })

  it('takes seeds beside the text, and filters', async () => {
    const { seed, items } = await search('text=sourdough&positive=bread&languages=de')
    assert.deepEqual([seed.positives?.[0]?.status, items.map(({ id }) => id)], ['indexed', ['brot']])
  })

  it('takes 1 to 2,000 characters', async () => {
    const app = searchApp()
    for (const query of ['', 'text=', 'text=+++', `text=${'a'.repeat(2001)}`]) {
      const response = await app.request(`/v1/search?${query}`)
      assert.equal(response.status, 400)
      assert.match(await response.text(), /"field":"text","message":"takes a text of 1 to 2,000 characters"/)
    }
    assert.equal((await app.request(`/v1/search?text=${'a'.repeat(2000)}`)).status, 200)
  })

  it('takes the same as a body', async () => {
    const response = await searchApp().request('/v1/search', {
      method: 'POST',
      body: JSON.stringify({ text: 'kayak', limit: 1 }),
      headers: { 'Content-Type': 'application/json' },
    })
    const { items } = (await response.json()) as Answer
    assert.deepEqual([response.headers.get('Cache-Control'), items.map(({ id }) => id)], ['no-store', ['kayak']])
  })
})
