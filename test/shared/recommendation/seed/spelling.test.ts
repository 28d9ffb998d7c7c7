import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SILENT } from '#shared/logger.ts'
import type { TermStatistics } from '#shared/recipe/statistics/rarity.ts'
import { createTextReader } from '#shared/recommendation/seed/text-content.ts'
import { createReads } from '#shared/recommendation/upkeep/reads.ts'
import { buildTexts } from '#shared/text/fields.ts'
import { joinedVector } from '#shared/text/vector.ts'
import { aVideo } from '#test/support/events.ts'
import { memoryIndex } from '#test/support/memory-index.ts'
import { aPoint, aRanking } from '#test/support/points.ts'
import { TEST_RECIPE } from '#test/support/recommending.ts'
import { stubEmbedder, UNKNOWN_LANGUAGE } from '#test/support/stub-embedder.ts'

const ALL = { now: 0, regions: [], ageRestricted: true }
const TITLES = ['Sourdough bread at home', 'Sourdough starters explained', 'Breed standards explained', '天然酵母面包的做法']

async function pointOf(title: string, i: number, description = '') {
  const texts = buildTexts(aVideo({ title, description }), TEST_RECIPE)
  const { vector } = await joinedVector(texts, stubEmbedder(), TEST_RECIPE)
  const content = { words: texts.words, spelling: texts.spelling, ...(vector && { vector }) }
  return aPoint({ id: `v${i}`, ...content, display: { title }, ranking: aRanking({ language: 'en' }) })
}

/** What a search is read as among titles. */
async function reading(text: string, known: Partial<TermStatistics> = {}, languages?: readonly string[], mentioned = '') {
  const points = await Promise.all(TITLES.map((title, i) => pointOf(title, i, i === 2 ? mentioned : '')))
  const embedder = stubEmbedder()
  const read = createTextReader(() => Promise.resolve(embedder), SILENT)
  const reads = createReads({ index: memoryIndex(points), logger: SILENT, budgetMs: 1000 })
  const rarity = { documents: 4, frequencies: new Map<string, number>(), ...known }
  return read(text, TEST_RECIPE, { reads, collection: 'videos', filter: { ...ALL, ...(languages && { languages }) }, rarity })
}

describe('a search whose spelling no title has', () => {
  it('is read as titles spell it, the word in the company of the others first', async () => {
    const { readAs, words } = await reading('sourdouh bred')
    assert.equal(readAs, 'sourdough bread')
    assert.deepEqual(Array.from(words.keys()).toSorted(), ['bread', 'sourdough'])
  })

  it('is read so in scripts without spaces', async () => assert.equal((await reading('天然酵毋面包')).readAs, '天然酵母面包'))

  it('is read so by words alone where the model does not know the language', async () => {
    const { readAs, vector } = await reading(`${UNKNOWN_LANGUAGE} sourdouh`)
    assert.equal(readAs, `${UNKNOWN_LANGUAGE} sourdough`)
    assert.equal(vector, undefined)
  })

  it('stays as it is where titles, or the frozen vocabulary, have it', async () => {
    assert.equal((await reading('sourdough')).readAs, undefined)
    assert.equal((await reading('starter')).readAs, undefined)
    assert.equal((await reading('sourdouh', { frequencies: new Map([['sourdouh', 2]]) })).readAs, undefined)
    assert.equal((await reading('gardening')).readAs, undefined)
  })

  it('asks no title that the filter leaves out', async () => assert.equal((await reading('sourdouh', {}, ['fr'])).readAs, undefined))

  it('keeps what is typed, at full weight, where a text has it', async () => {
    const { readAs, words } = await reading('sourdouh', {}, undefined, 'Our dog sourdouh is three')
    assert.equal(readAs, undefined)
    assert.ok((words.get('sourdouh') ?? 0) > (words.get('sourdough') ?? Infinity) && (words.get('sourdough') ?? 0) > 0)
  })
})
