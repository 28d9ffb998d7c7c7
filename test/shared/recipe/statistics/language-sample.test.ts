import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { createLanguageSample } from '#shared/recipe/statistics/language-sample.ts'
import { aVideo } from '#test/support/events.ts'

function sampleOf(ids: readonly string[], size: number): readonly string[] {
  const sample = createLanguageSample(size)
  for (const id of ids) sample.add('de', aVideo({ id }))
  return sample.languages().flatMap(([, videos]) => videos.map((video) => video.id))
}

describe('sample of a language', () => {
  it('is the same whatever the order that videos come in, each once', () => {
    const ids = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(ids, fc.integer({ min: 1, max: 10 }), (all, size) => {
        const sample = sampleOf(all, size)
        assert.equal(sample.length, Math.min(size, all.length))
        assert.equal(new Set(sample).size, sample.length)
        assert.deepEqual(sampleOf([...all.toReversed(), ...all], size), sample)
      }),
    )
  })

  it('holds languages apart and no transcripts', () => {
    const sample = createLanguageSample(5)
    sample.add('fr', aVideo({ id: 'a', transcript: { text: 'Bonjour' } }))
    sample.add('de', aVideo({ id: 'b', description: 'x'.repeat(10_000) }))
    const [[first, [german]], [second, [french]]] = sample.languages() as [[string, [Video]], [string, [Video]]]
    assert.deepEqual([first, second], ['de', 'fr'])
    assert.equal(german.description.length, 4000)
    assert.equal(french.transcript, undefined)
  })
})

type Video = ReturnType<typeof aVideo>
