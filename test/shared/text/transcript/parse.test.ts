import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isUpnextError } from '#shared/errors.ts'
import { parseTranscript } from '#shared/text/transcript/parse.ts'
import type { Transcript } from '#shared/video/event.ts'

const FORMATS: readonly Transcript['format'][] = ['text', 'vtt', 'srt', 'whisper-json']

describe('parseTranscript', () => {
  it('reads Whisper JSON as text and as object, with its figures', () => {
    const file = {
      text: 'Flour.',
      segments: [{ start: 0, end: 2, text: ' Flour.', no_speech_prob: 0.1, avg_logprob: -0.2, compression_ratio: 1.1, id: 0 }],
    }
    const expected = [{ text: ' Flour.', start: 0, end: 2, noSpeechProb: 0.1, avgLogprob: -0.2, compressionRatio: 1.1 }]
    assert.deepEqual(parseTranscript(file, 'whisper-json'), expected)
    assert.deepEqual(parseTranscript(`\ufeff${JSON.stringify(file)}`, 'whisper-json'), expected)
  })

  it('takes the text where there are no segments', () => {
    assert.deepEqual(parseTranscript({ text: 'Flour.', segments: [] }, 'whisper-json'), [{ text: 'Flour.' }])
  })

  it('reads bare lists and the name that whisper.cpp gives them, and skips what is no segment', () => {
    assert.deepEqual(parseTranscript('[{"text":"Flour"}, 7, {"start":1}]', 'whisper-json'), [{ text: 'Flour' }])
    assert.deepEqual(parseTranscript({ transcription: [{ text: 'Flour', offsets: { from: 0 } }] }, 'whisper-json'), [{ text: 'Flour' }])
  })

  it('is quick with a million spaces or line ends of any kind', () => {
    for (const space of [' ', '\u00a0', '\n', '\r', '\u2028']) {
      const before = performance.now()
      assert.deepEqual(parseTranscript(`${space.repeat(2 ** 20)}word`, 'text'), [{ text: 'word' }])
      assert.ok(performance.now() - before < 2000, JSON.stringify(space))
    }
  })

  it('cuts plain text into sentences', () => {
    assert.deepEqual(
      parseTranscript('Flour. Water!\n\nパン。塩。', 'text').map(({ text }) => text),
      ['Flour.', 'Water!', 'パン。', '塩。'],
    )
  })

  it('has nothing of an empty file or one in which nobody speaks', () => {
    for (const format of FORMATS) assert.deepEqual(parseTranscript(' \n', format), [])
    assert.deepEqual(parseTranscript('WEBVTT\n', 'vtt'), [])
    assert.deepEqual(parseTranscript({ segments: [] }, 'whisper-json'), [])
  })

  const unreadable: readonly (readonly [string | object, Transcript['format']])[] = [
    ['just words', 'vtt'],
    ['just words', 'srt'],
    ['{"text":', 'whisper-json'],
    ['"words"', 'whisper-json'],
    ['[1]', 'whisper-json'],
    [{}, 'whisper-json'],
    [{ segments: [{ start: 1 }] }, 'whisper-json'],
    [{ text: 'words' }, 'text'],
  ]
  for (const [file, format] of unreadable) {
    it(`refuses ${JSON.stringify(file)} as ${format}`, () => {
      assert.throws(
        () => parseTranscript(file, format),
        (error) => isUpnextError(error, 'invalid-event'),
      )
    })
  }
})
