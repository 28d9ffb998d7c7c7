import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { byteLength } from '#shared/text/cut.ts'
import { cutToLimits, TEXT_BYTES } from '#shared/text/limits.ts'
import { aVideo } from '#test/support/events.ts'

const codePoints = (text: string) => Array.from(text).length

describe('cutToLimits', () => {
  it('leaves a video within the limits as it is', () => {
    const video = aVideo({ tags: ['bread', 'yeast'], transcript: { text: 'Knead it.' } })
    assert.deepEqual(cutToLimits(video), { video, cut: [] })
  })

  it('counts code points and never cuts one in two', () => {
    const { video, cut } = cutToLimits(aVideo({ title: `a${'🥖'.repeat(1200)}`, tags: ['🥖'.repeat(101)] }))
    assert.equal(codePoints(video.title), 1000)
    assert.ok(video.title.isWellFormed())
    assert.equal(codePoints(video.tags[0] ?? ''), 100)
    assert.deepEqual(cut, ['title', 'tags'])
  })

  it('drops empty and repeated tags without a word, and names those over a hundred', () => {
    const few = cutToLimits(aVideo({ tags: ['rye', '  ', 'rye', ' rye '] }))
    assert.deepEqual([few.video.tags, few.cut], [['rye'], []])
    const many = cutToLimits(aVideo({ tags: Array.from({ length: 101 }, (_, index) => `tag ${index}`) }))
    assert.deepEqual([many.video.tags.length, many.cut], [100, ['tags']])
  })

  it('gives the transcript what the description leaves of the mebibyte', () => {
    const { video, cut } = cutToLimits(aVideo({ description: 'é'.repeat(300_000), transcript: { text: '語'.repeat(300_000) } }))
    const { title, description, transcript } = video
    assert.equal(description.length, 300_000)
    assert.ok(typeof transcript?.text === 'string')
    const total = byteLength(title + description + transcript.text)
    assert.ok(total <= TEXT_BYTES && total > TEXT_BYTES - 3)
    assert.deepEqual(cut, ['transcript.text'])
  })

  it('leaves a timed transcript whole: only its parsed text counts', () => {
    const text = `WEBVTT\n\n00:00.000 --> 00:01.000\n${'x'.repeat(TEXT_BYTES)}`
    assert.deepEqual(cutToLimits(aVideo({ transcript: { text, format: 'vtt' } })).cut, [])
  })

  it('is quick on a title of 5 MB and 10,000 long tags', () => {
    const video = aVideo({
      title: '🥖'.repeat(1_250_000),
      tags: Array.from({ length: 10_000 }, (_, index) => `${'x'.repeat(500)}${index}`),
    })
    const start = performance.now()
    cutToLimits(video)
    assert.ok(performance.now() - start < 500)
  })

  it('is done after once', () => {
    const texts = fc.tuple(fc.string({ unit: 'binary', maxLength: 5 }), fc.nat(400)).map(([unit, times]) => unit.repeat(times))
    fc.assert(
      fc.property(texts, fc.array(texts, { maxLength: 5 }), (title, tags) => {
        const { video } = cutToLimits(aVideo({ title: `t${title}`, tags }))
        assert.deepEqual(cutToLimits(video), { video, cut: [] })
      }),
      { numRuns: 25 },
    )
  })
})
