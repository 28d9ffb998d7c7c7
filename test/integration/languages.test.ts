import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createMuseEmbedder } from '#infra/muse/embedder.ts'
import { openSqlite } from '#infra/sqlite/open.ts'
import { setUpIndex } from '#shared/index/set-up.ts'
import { createIngest } from '#shared/ingest/ingest.ts'
import { SILENT } from '#shared/logger.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { collectionName } from '#shared/recipe/recipe.ts'
import { createRecommender } from '#shared/recommendation/recommender.ts'
import { parseRequest } from '#shared/recommendation/request/request.ts'
import { parseEvent } from '#shared/video/event.ts'
import { upsertJson } from '#test/support/events.ts'
import { STRANGERS } from '#test/support/languages/strangers.ts'
import { TWINS, type Text } from '#test/support/languages/twins.ts'
import { temporaryFolder } from '#test/support/temporary.ts'

/** The whole product with the real model and the recipe that the release brings, over videos in fifteen languages. */
async function openProduct() {
  const folder = await temporaryFolder()
  const [stores, embedder] = await Promise.all([openSqlite({ path: `${folder.path}/test.db` }), createMuseEmbedder({ threads: 1 })])
  await setUpIndex(stores, DEFAULT_RECIPE, () => 0)
  const transcripts = { read: () => Promise.reject(new Error('There are no transcripts here.')) }
  const ingest = createIngest({ ...stores, embedders: () => Promise.resolve(embedder), transcripts, logger: SILENT, clock: Date.now })
  const publish = async (id: string, language: string, [title, description]: Text) =>
    ingest(parseEvent(upsertJson({ id, version: 1, title, description, language, channelId: id })), 0)
  await Promise.all([
    ...TWINS.flatMap(({ subject, texts }) =>
      Object.entries(texts).map(([language, text]) => publish(`${subject}-${language}`, language, text)),
    ),
    ...Object.entries(STRANGERS).flatMap(([language, texts]) => texts.map((text, i) => publish(`${language}-${i}`, language, text))),
  ])
  const signingKeys = ['a key of sixteen characters']
  const recommender = createRecommender({ ...stores, logger: SILENT, clock: Date.now, signingKeys, indexBudgetMs: 20_000 })
  const close = async () => {
    await Promise.all([stores.close(), embedder.close()])
    await folder.remove()
  }
  return { stores, recommender, close }
}

describe('videos in many languages', () => {
  let product: Awaited<ReturnType<typeof openProduct>>
  before(async () => {
    product = await openProduct()
  })
  after(() => product.close())

  const shelfOf = (id: string, wishes: Record<string, unknown> = {}) =>
    product.recommender.recommend(parseRequest({ positive: [id], ...wishes }, 'default'), { regions: [] })
  const seeds = (ids: readonly string[]) => product.stores.index.seeds(collectionName(DEFAULT_RECIPE), ids)
  const explain = (id: string, candidate: string) =>
    product.recommender.explain(parseRequest({ positive: [id] }, 'default'), { regions: [] }, candidate)
  const confidenceOf = async (id: string, candidate: string) => {
    const { steps } = await explain(id, candidate)
    const detail = steps.find(({ rule }) => rule === 'score')?.detail ?? ''
    assert.match(detail, /^no cosine/)
    return Number(/confidence ([\d.]+)/.exec(detail)?.[1])
  }
  const strangers = Object.entries(STRANGERS).flatMap(([language, texts]) => texts.map((_, i) => `${language}-${i}`))

  it('have no vector where the model does not know the language', async () => {
    const stored = await seeds(strangers)
    assert.equal(stored.size, strangers.length)
    for (const [id, { vector, ranking }] of stored) assert.deepEqual([id, vector, ranking.mix], [id, undefined, ''])
  })

  it('keep what they are written in beside what is spoken', async () => {
    const stored = await seeds(['moon-de', 'uk-0', 'vi-0'])
    assert.deepEqual(
      Array.from(stored.values(), ({ ranking }) => [ranking.language, ranking.textLanguage]).sort(),
      [['de', 'de'], ['uk', 'uk'], ['vi', 'vi']], // prettier-ignore
    )
  })

  it('are led to by words alone in such languages, and never flood each other', async () => {
    for (const language of Object.keys(STRANGERS)) {
      const { items } = await shelfOf(`${language}-3`)
      const similar = items.filter(({ tier }) => tier === 'similar')
      assert.equal(similar[0]?.id, `${language}-4`, language)
      assert.ok(similar.length <= 3, `${language}: ${similar.map(({ id }) => id).join(' ')}`)
    }
  })

  it('are told with confidence where a rare word is shared, with little where none is', async () => {
    for (const language of Object.keys(STRANGERS)) {
      const [related, other] = await Promise.all([4, 0].map((i) => confidenceOf(`${language}-3`, `${language}-${i}`)))
      assert.ok((related ?? 0) > (other ?? 1) && (other ?? 1) < 0.2, `${language}: ${related} ${other}`)
    }
  })

  it('match their twins in other languages, in a tier of their own', async () => {
    for (const { subject } of TWINS) {
      const { items } = await shelfOf(`${subject}-en`, { limit: 12 })
      const first = items.findIndex(({ tier }) => tier === 'similar-other-language')
      const tiers = items.map(({ tier }) => tier)
      assert.ok(tiers.lastIndexOf('similar') < first)
      const others = items.filter(({ tier }) => tier === 'similar-other-language').slice(0, 5)
      assert.ok(others.filter(({ id }) => id.startsWith(subject)).length >= 4, `${subject}: ${others.map(({ id }) => id).join(' ')}`)
    }
  })

  it('stand together by subject where several languages are asked for', async () => {
    const { items } = await shelfOf('brakes-en', {
      languages: ['en', 'de', 'fr', 'es', 'ru', 'tr', 'ja', 'zh'],
      limit: 16,
      maxPerChannel: 16,
    })
    const related = items.filter(({ id }) => /^(brakes|puncture)-/.test(id))
    assert.ok(related.length >= 11, related.map(({ id }) => id).join(' '))
  })

  it('are explained with the level between languages', async () => {
    const { steps } = await explain('moon-en', 'saturn-ja')
    assert.match(steps.find(({ rule }) => rule === 'language level')?.detail ?? '', /another language/)
    assert.match(steps.find(({ rule }) => rule === 'language tier')?.detail ?? '', /written in ja/)
  })
})
