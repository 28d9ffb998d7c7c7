import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { fileTranscripts } from '#infra/local/file-transcripts.ts'
import type { Transcript } from '#shared/video/event.ts'
import { readEvents, TRANSCRIPTS, videosOf } from './read-catalogue.ts'

const whisper = z.object({
  segments: z.array(z.object({ text: z.string(), no_speech_prob: z.number(), avg_logprob: z.number(), compression_ratio: z.number() })),
})

describe('the transcripts of the example catalogue', () => {
  let transcripts: Map<string, Transcript>

  before(async () => {
    const videos = videosOf(await readEvents())
    transcripts = new Map(videos.flatMap(({ id, transcript }) => (transcript === undefined ? [] : [[id, transcript]])))
  })

  it('come in every format, from both sources', () => {
    const all = [...transcripts.values()]
    assert.ok(all.length >= 30)
    assert.deepEqual(new Set(all.map(({ format }) => format)), new Set(['text', 'vtt', 'srt', 'whisper-json']))
    assert.deepEqual(new Set(all.map(({ source }) => source)), new Set(['asr', 'uploader']))
  })

  it('are there when given by address', async () => {
    const source = fileTranscripts(fileURLToPath(TRANSCRIPTS))
    const addresses = [...transcripts.values()].flatMap(({ uri }) => uri ?? [])
    assert.ok(addresses.length >= 3)
    for (const address of addresses) assert.ok((await source.read(address)).length > 500, address)
  })

  for (const id of ['rain-piano-one-hour', 'warehouse-techno-set', 'baroque-organ-fugue-live']) {
    it(`are invented on the music of ${id}, as the recogniser's own figures say`, () => {
      const segments = segmentsOf(transcripts.get(id))
      assert.ok(segments.some(({ text }) => text.includes('Thank you for watching')))
      for (const segment of segments) assert.ok(segment.no_speech_prob > 0.6 && segment.avg_logprob < -1, segment.text)
    })
  }

  it('carry believable figures where somebody speaks', () => {
    const spoken = segmentsOf(transcripts.get('sourdough-first-loaf'))
    for (const segment of spoken) assert.ok(segment.no_speech_prob < 0.2 && segment.avg_logprob > -0.5, segment.text)
  })
})

function segmentsOf(transcript: Transcript | undefined): z.output<typeof whisper>['segments'] {
  const text = transcript?.text
  return whisper.parse(typeof text === 'string' ? JSON.parse(text) : text).segments
}
