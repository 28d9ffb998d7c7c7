import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isUpnextError } from '#shared/errors.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { paragraphKey, speechKey } from '#shared/recipe/statistics/keys.ts'
import { NO_TEXT_STATISTICS } from '#shared/recipe/statistics/text-statistics.ts'
import { buildTexts } from '#shared/text/fields.ts'
import { cutToLimits } from '#shared/text/limits.ts'
import { aVideo } from '#test/support/events.ts'

const build = (video: Record<string, unknown> = {}, recipe = DEFAULT_RECIPE) => buildTexts(cutToLimits(aVideo(video)).video, recipe)

describe('buildTexts', () => {
  it('leaves out what a channel says under every video, and what was heard in many', () => {
    const notice = 'Our book is on the table.'
    const heard = 'The rain in the valley goes on.'
    const statistics = {
      ...NO_TEXT_STATISTICS,
      paragraphs: new Set([paragraphKey('bakery', notice)]),
      speech: new Set([speechKey(heard)]),
    }
    const textsOf = (video: Record<string, unknown>) =>
      buildTexts(aVideo({ description: `Rye.\n${notice}`, ...video }), DEFAULT_RECIPE, statistics)
    assert.equal(textsOf({ channelId: 'bakery' }).description, 'Rye.')
    assert.equal(textsOf({ channelId: 'other' }).description, `Rye.\n${notice}`)
    assert.equal(textsOf({}).description, `Rye.\n${notice}`)
    const transcript = { text: `${heard} We bake.`, source: 'asr' }
    assert.deepEqual(textsOf({ transcript }).transcript, ['We bake.'])
    assert.deepEqual(textsOf({ transcript: { ...transcript, source: 'uploader' } }).transcript, [transcript.text])
  })

  it('normalises every field', () => {
    const texts = build({
      title: '🍞 Rye',
      description: '0:00 Flour\nhttps://example.org',
      tags: ['#rye', 'rye', '🍞'],
      transcript: { text: 'Take the flour.' },
    })
    assert.equal(texts.title, 'Rye')
    assert.equal(texts.description, 'Flour')
    assert.deepEqual(texts.tags, ['rye'])
    assert.deepEqual(texts.transcript, ['Take the flour.'])
    assert.ok(texts.words.has('flour'))
  })

  it('has nothing where there is nothing', () => {
    const texts = build({ title: '🍞' })
    assert.deepEqual([texts.title, texts.description, texts.tags, texts.transcript, texts.words.size], ['', '', [], [], 0])
  })

  it('trusts speech recognition, not captions', () => {
    const transcript = { text: 'Take the flour.' }
    assert.equal(build({ transcript: { ...transcript, source: 'asr' } }).speechTrusted, true)
    assert.equal(build({ transcript: { ...transcript, source: 'uploader' } }).speechTrusted, false)
  })

  it('cuts long texts, whole characters only', () => {
    const { title, description } = build({ title: `a${'🄰é'.repeat(400)}`, description: `a${'語 𠀀'.repeat(3000)}` })
    assert.ok(title.length <= 300 && title.isWellFormed())
    assert.ok(description.length <= 4000 && description.isWellFormed())
  })

  it('cuts a long transcript into chunks at spaces, evenly spaced', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `word${index}`).join(' ')
    const { transcript } = build({ transcript: { text } })
    assert.equal(transcript.length, 64)
    assert.ok(transcript.every((chunk) => chunk.length <= 600 && /^word\d+ .* word\d+$/.test(chunk)))
    assert.ok(transcript[0]?.startsWith('word0 ') === true && transcript.at(-1)?.endsWith('word19999') === true)
  })

  it('leaves a transcript whole up to the limit of the recipe', () => {
    assert.deepEqual(build({ transcript: { text: 'w '.repeat(1999) } }).transcript.length, 1)
  })

  it('cuts a long transcript without spaces too, whole characters only', () => {
    const { transcript } = build({
      transcript: { text: Array.from({ length: 3000 }, (_, index) => String.fromCodePoint(0x20000 + index)).join('') },
    })
    assert.equal(transcript.length, 10)
    assert.ok(transcript.every((chunk) => chunk.isWellFormed()))
  })

  it('throws for a transcript that cannot be read', () => {
    assert.throws(
      () => build({ transcript: { text: 'no cues', format: 'vtt' } }),
      (error) => isUpnextError(error, 'invalid-event'),
    )
  })

  it('takes a transcript that is still an address for none', () => {
    assert.deepEqual(build({ transcript: { uri: 'gs://bucket/rye.vtt' } }).transcript, [])
  })
})

describe('textHash', () => {
  const base = { description: 'Rye bread', tags: ['rye'], transcript: { text: 'Take the flour.', source: 'asr' } }
  const hash = build(base).textHash

  it('is the same for what leaves vector and words as they are', () => {
    for (const change of [
      { version: 2 },
      { views: 7 },
      { visibility: 'private' },
      { description: 'Rye  bread 🍞' },
      { tags: ['rye', 'rye'] },
    ]) {
      assert.equal(build({ ...base, ...change }).textHash, hash)
    }
  })

  it('differs with every text, with trust, with the language of the words, and with the rules', () => {
    const changes = [
      { title: 'Baking' },
      { description: 'Rye' },
      { tags: ['bread'] },
      { transcript: { text: 'Take the water.', source: 'asr' } },
      { transcript: { text: 'Take the flour.', source: 'uploader' } },
      { language: 'de' },
    ]
    const hashes = changes.map((change) => build({ ...base, ...change }).textHash)
    hashes.push(build(base, { ...DEFAULT_RECIPE, textRules: 0 }).textHash)
    assert.equal(new Set([hash, ...hashes]).size, hashes.length + 1)
  })
})
