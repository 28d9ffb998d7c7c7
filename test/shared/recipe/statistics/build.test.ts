import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { artefactsOf } from '#shared/recipe/statistics/artefacts-of.ts'
import { buildStatistics } from '#shared/recipe/statistics/build.ts'
import { paragraphKey, speechKey } from '#shared/recipe/statistics/keys.ts'
import type { Video } from '#shared/video/event.ts'
import { aVideo } from '#test/support/events.ts'
import { STUB_RECIPE } from '#test/support/ingest.ts'
import { stubEmbedder, UNKNOWN_LANGUAGE } from '#test/support/stub-embedder.ts'

const NOTICE = 'All our recipes are in the book on the table.'

const CATALOGUE = ['Rye bread', 'Wheat bread', 'Spelt rolls'].map((title, i) =>
  aVideo({
    id: `v${i}`,
    title,
    channelId: 'bakery',
    description: `About ${title.toLowerCase()}.\n${NOTICE}`,
    tags: ['Baking', `only ${i}`, `${UNKNOWN_LANGUAGE} foreign`],
    transcript: { text: `We made number ${i} today. It was grown by the old mill.`, source: 'asr' },
  }),
)

async function* each(videos: readonly Video[]): AsyncGenerator<Video> {
  for (const video of videos) yield await Promise.resolve(video)
}

const build = (videos: readonly Video[]) => buildStatistics(each(videos), STUB_RECIPE, stubEmbedder())

describe('statistics of a catalogue', () => {
  it('counts in how many videos a term is, and leaves out those of a single one', async () => {
    const { rarity } = await build(CATALOGUE)
    assert.equal(rarity.documents, 3)
    assert.equal(rarity.frequencies.get('bread'), 2)
    assert.equal(rarity.frequencies.get('bake'), 3)
    assert.equal(rarity.frequencies.has('rye'), false)
  })

  it('knows the tags of several videos, where the model knows their language', async () => {
    const { text } = await build(CATALOGUE)
    assert.deepEqual(text.tags.names, ['baking'])
    assert.equal(text.tags.vectors[0]?.length, 16)
  })

  it('knows what a channel repeats, and what was heard in many videos', async () => {
    const { text } = await build(CATALOGUE)
    assert.deepEqual(text.paragraphs, new Set([paragraphKey('bakery', NOTICE)]))
    assert.deepEqual(text.speech, new Set([speechKey('It was grown by the old mill.')]))
    const elsewhere = CATALOGUE.map((video, i) => ({ ...video, channelId: `channel ${i}` }))
    assert.equal((await build(elsewhere)).text.paragraphs.size, 0)
  })

  it('takes the mean of the unit vectors of each field, the same whatever the order of the videos', async () => {
    const { fields } = await build(CATALOGUE)
    assert.deepEqual(Object.keys(fields).sort(), ['description', 'tags', 'title', 'transcript'])
    const titles = await stubEmbedder().embed(CATALOGUE.map(({ title }) => title))
    const mean = Array.from({ length: 16 }, (_, i) => titles.reduce((sum, vector) => sum + (vector[i] ?? NaN), 0) / titles.length)
    mean.forEach((value, i) => assert.ok(Math.abs(value - (fields.title?.[i] ?? NaN)) < 1e-6))
    assert.deepEqual(artefactsOf(await build(CATALOGUE.toReversed())).fields, artefactsOf(await build(CATALOGUE)).fields)
  })

  it('gives the same bytes for the same videos, and passes over what ingest refuses', async () => {
    const unreadable = aVideo({ id: 'x', transcript: { text: 'no json', format: 'whisper-json' } })
    const [one, other] = [artefactsOf(await build(CATALOGUE)), artefactsOf(await build([...CATALOGUE, unreadable]))]
    assert.deepEqual(artefactsOf(await build(CATALOGUE)), one)
    assert.deepEqual(other.text, one.text)
  })

  it('is empty for no videos at all', async () => {
    const { rarity, text } = await build([])
    assert.deepEqual([rarity.documents, rarity.frequencies.size, text.tags.names.length], [1, 0, 0])
  })
})
