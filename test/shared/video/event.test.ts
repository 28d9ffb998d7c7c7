import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isUpnextError } from '#shared/errors.ts'
import { parseEvent } from '#shared/video/event.ts'
import { aVideo, upsertJson } from '#test/support/events.ts'

function faultOf(json: unknown): string {
  try {
    parseEvent(json)
  } catch (error) {
    assert.ok(isUpnextError(error, 'invalid-event'))
    return error.message
  }
  assert.fail('The event was accepted.')
}

describe('parseEvent', () => {
  it('fills in what a publisher may leave out', () => {
    const video = aVideo()
    assert.equal(video.visibility, 'public')
    assert.equal(video.moderation, 'approved')
    assert.equal(video.recommendable && video.embeddable, true)
    assert.equal(video.ageRestricted || video.madeForKids, false)
    assert.equal(video.publishedAt, '1970-01-01T00:00:00Z')
    assert.deepEqual(video.tags, [])
  })

  it('ignores unknown fields and takes null for a missing one', () => {
    const video = aVideo({ colour: 'red', description: null, regions: null })
    assert.equal('colour' in video, false)
    assert.equal(video.description, '')
    assert.equal('regions' in video, false)
  })

  it('takes null and empty texts inside for missing ones', () => {
    const video = aVideo({ url: '', channelId: '', language: '', transcript: { text: 'spoken', uri: null, language: null, format: null } })
    assert.deepEqual(
      ['url', 'channelId', 'language'].filter((field) => field in video),
      [],
    )
    assert.deepEqual(video.transcript, { text: 'spoken', format: 'text', source: 'uploader' })
    const signals = { type: 'video.signals', id: 'a', measuredAt: '2026-01-01T00:00:00Z', views: 3, watchSeconds: null }
    assert.equal('watchSeconds' in parseEvent(signals), false)
  })

  it('takes instants in small letters and leap seconds', () => {
    assert.equal(aVideo({ publishedAt: '2016-12-31t23:59:60z' }).publishedAt, '2016-12-31T23:59:59Z')
  })

  it('takes allowed or blocked regions, not both: nothing is dropped in silence', () => {
    assert.deepEqual(aVideo({ regions: { allowed: ['us'], blocked: null } }).regions, { allowed: ['US'] })
    assert.match(faultOf(upsertJson({ regions: { allowed: ['US'], blocked: ['DE'] } })), /either allowed or blocked/)
  })

  it("keeps Whisper's object as the text of it, and refuses one that is nested beyond reading", () => {
    assert.equal(aVideo({ transcript: { format: 'whisper-json', text: { segments: [] } } }).transcript?.text, '{"segments":[]}')
    const deep = Array.from({ length: 100_000 }).reduce<unknown[]>((inner) => [inner], [])
    assert.match(faultOf(upsertJson({ transcript: { format: 'whisper-json', text: { deep } } })), /transcript\.text/)
  })

  it('needs a title or a transcript', () => {
    assert.match(faultOf(upsertJson({ title: ' ' })), /needs a title or a transcript/)
    assert.equal(aVideo({ title: '', transcript: { text: 'spoken' } }).title, '')
  })

  it('takes a transcript by text or by address, not both or neither', () => {
    assert.match(faultOf(upsertJson({ transcript: {} })), /either text or uri/)
    assert.match(faultOf(upsertJson({ transcript: { text: 'a', uri: 'gs://b/c' } })), /either text or uri/)
  })

  for (const version of ['1', -1, 1.5, 2 ** 53, null, undefined, Number.NaN]) {
    it(`refuses the version ${String(version)}`, () => {
      assert.match(faultOf(upsertJson({ version })), /video\.version/)
    })
  }

  it('takes versions up to 2^53 - 1', () => {
    assert.equal(aVideo({ version: 2 ** 53 - 1 }).version, 2 ** 53 - 1)
  })

  for (const id of ['', '.', '..', 'a\u0000b', 'line\nbreak', '\uD800', 'x'.repeat(201)]) {
    it(`refuses the id ${JSON.stringify(id).slice(0, 20)}`, () => {
      assert.match(faultOf(upsertJson({ id })), /video\.id/)
    })
  }

  for (const id of ['a/b', '100%', '%2F', '...', '🎬'.repeat(200), 'e\u0301', ' space ', '<script>']) {
    it(`takes the id ${id.slice(0, 20)} as it is`, () => {
      assert.equal(aVideo({ id }).id, id)
    })
  }

  it('makes texts well-formed and free of NUL', () => {
    assert.equal(aVideo({ title: 'a\uD800b\u0000c' }).title, 'a\uFFFDb c')
    assert.equal(aVideo({ url: 'https://videos.example/\uD800' }).url, 'https://videos.example/\uFFFD')
  })

  it('names every faulty field at once, and repeats no value', () => {
    const fault = faultOf(upsertJson({ version: 'secret', language: '???', durationSeconds: -1 }))
    assert.match(fault, /video\.version/)
    assert.match(fault, /video\.language/)
    assert.match(fault, /video\.durationSeconds/)
    assert.doesNotMatch(fault, /secret/)
  })

  it('parses deletes, signals and channels', () => {
    assert.equal(parseEvent({ type: 'video.deleted', id: 'a', version: 2 }).type, 'video.deleted')
    assert.equal(parseEvent({ type: 'video.signals', id: 'a', measuredAt: '2026-01-01T00:00:00+01:00', views: 3 }).type, 'video.signals')
    assert.equal(parseEvent({ type: 'channel.updated', id: 'c', version: 1, suspended: true }).type, 'channel.updated')
  })

  for (const json of [null, 'text', 7, [], {}, { type: 'video.exploded' }, { type: 'video.upserted' }]) {
    it(`refuses ${JSON.stringify(json)}`, () => assert.ok(faultOf(json)))
  }
})
