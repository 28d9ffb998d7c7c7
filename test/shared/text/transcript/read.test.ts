import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { readTranscript } from '#shared/text/transcript/read.ts'

const SPEECH = 'We knead the dough for ten minutes and let it rest under a cloth.'

interface Spoken {
  readonly text: string
  readonly [figure: string]: unknown
}

function read(
  segments: readonly Spoken[],
  { source = 'asr', durationSeconds }: { source?: 'asr' | 'uploader'; durationSeconds?: number } = {},
) {
  return readTranscript({ format: 'whisper-json', source }, { segments }, { durationSeconds }, DEFAULT_RECIPE)
}

describe('readTranscript', () => {
  it('joins what is said into one line', () => {
    const { text, trusted } = read([{ text: ` ${SPEECH}` }, { text: ' Then\nwe bake. ' }])
    assert.equal(text, `${SPEECH} Then we bake.`)
    assert.equal(trusted, true)
  })

  it('trusts no captions that the uploader wrote', () => assert.equal(read([{ text: SPEECH }], { source: 'uploader' }).trusted, false))

  const doubtful = {
    'no speech': { no_speech_prob: 0.61 },
    'low probability': { avg_logprob: -1.01 },
    'high compression': { compression_ratio: 2.41 },
  }
  for (const [what, figures] of Object.entries(doubtful)) {
    it(`drops a segment of ${what}`, () => {
      const { text, dropped } = read([{ text: SPEECH }, { text: 'Made up entirely.', ...figures }])
      assert.equal(text, SPEECH)
      assert.deepEqual(dropped, { doubtful: 1, invented: 0, repeated: 0 })
    })
  }

  it('keeps a segment at the thresholds', () => {
    assert.equal(read([{ text: SPEECH, no_speech_prob: 0.6, avg_logprob: -1, compression_ratio: 2.4 }]).text, SPEECH)
  })

  it('drops stock phrases, calls, sounds and empty segments', () => {
    const { text, dropped } = read(
      ['[Music]', '♪♪', '(applause)', 'Thanks for watching!', 'Amara.org', '', SPEECH].map((text) => ({ text })),
    )
    assert.equal(text, SPEECH)
    assert.equal(dropped.invented, 6)
  })

  it('takes sounds out of speech', () => assert.equal(read([{ text: `[laughs] ${SPEECH} ♪` }]).text, SPEECH))

  it('says what comes back only once, loops not at all', () => {
    const { text, dropped } = read(
      [SPEECH, 'Yes.', SPEECH, 'yes', 'so good so good so good so good so good so good'].map((text) => ({ text })),
    )
    assert.equal(text, `${SPEECH} Yes.`)
    assert.equal(dropped.repeated, 3)
  })

  it('takes too few words a minute for no transcript', () => {
    assert.equal(read([{ text: SPEECH }], { durationSeconds: 60 }).text, SPEECH)
    assert.equal(read([{ text: SPEECH }], { durationSeconds: 600 }).text, '')
    assert.equal(read([{ text: SPEECH, start: 598, end: 600 }]).text, '', 'without a duration, the last segment tells the time')
    assert.equal(read([{ text: SPEECH }], { durationSeconds: 600, source: 'uploader' }).text, SPEECH, 'captions invent nothing')
  })

  it('counts two characters a word where there are no spaces', () => {
    const japanese = [{ text: '生地を十分こねて布の下で休ませます' }]
    assert.notEqual(read(japanese, { durationSeconds: 60 }).text, '')
    assert.equal(read(japanese, { durationSeconds: 70 }).text, '')
  })
})
