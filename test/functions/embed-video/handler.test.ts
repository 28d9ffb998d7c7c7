import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createEmbedVideo } from '#functions/embed-video/handler.ts'
import { isUpnextError, UpnextError } from '#shared/errors.ts'
import type { Letter } from '#shared/events/letters.ts'
import type { Ingest } from '#shared/ingest/ingest.ts'
import type { LogFields } from '#test/support/log.ts'
import { recordingLogger } from '#test/support/log.ts'
import { pushed, upsertJson } from '#test/support/events.ts'

function open(ingest: Ingest, clock = () => 5) {
  const kept: Omit<Letter, 'id'>[] = []
  const log: LogFields[] = []
  const letters = { put: (_box: string, letter: Omit<Letter, 'id'>) => Promise.resolve(void kept.push(letter)) }
  const embedVideo = createEmbedVideo({ ingest, letters, logger: recordingLogger(log), clock })
  return { kept, log, embedVideo }
}

describe('embed-video', () => {
  it('acknowledges what was ingested, with the time at which it was sent', async () => {
    const times: number[] = []
    const { kept, embedVideo } = open((_event, time) => Promise.resolve(void times.push(time)))
    await embedVideo(pushed(upsertJson()))
    assert.deepEqual([times, kept], [[Date.UTC(2026, 0, 1)], []])
  })

  it('logs how long after its publishing an event was in', async () => {
    const { log, embedVideo } = open(
      () => Promise.resolve(),
      () => Date.UTC(2026, 0, 1) + 1200,
    )
    await embedVideo(pushed(upsertJson()))
    assert.deepEqual(log, [{ event: 'event-ingested', type: 'video.upserted', lagMs: 1200 }])
  })

  it('quarantines what can never succeed, and acknowledges it', async () => {
    const { kept, log, embedVideo } = open(() => Promise.reject(new UpnextError('invalid-event', 'The transcript is in a foreign bucket.')))
    await embedVideo(pushed(upsertJson()))
    assert.equal(kept[0]?.reason, 'The transcript is in a foreign bucket.')
    assert.deepEqual(JSON.parse(Buffer.from(kept[0].data, 'base64').toString()), upsertJson())
    assert.equal(log[0]?.event, 'event-quarantined')
  })

  it('gives letters without a message id one that redelivery repeats', async () => {
    const { kept, embedVideo } = open(() => Promise.resolve())
    await embedVideo({ hello: 'world' })
    await embedVideo({ hello: 'world' })
    assert.equal(kept.length, 2)
    assert.ok(kept[0] !== undefined && kept[0].messageId !== '')
    assert.equal(kept[0].messageId, kept[1]?.messageId)
  })

  it('rejects a passing fault without the content of the event', async () => {
    const { kept, log, embedVideo } = open(() => Promise.reject(new Error('lock held while writing "Baking bread"')))
    await assert.rejects(
      embedVideo(pushed(upsertJson())),
      (error) => isUpnextError(error, 'unavailable') && !error.message.includes('Baking'),
    )
    assert.deepEqual(kept, [])
    assert.equal(log[0]?.event, 'event-failed')
  })

  it('rejects when quarantine itself is down, so that nothing is lost', async () => {
    const letters = { put: () => Promise.reject(new UpnextError('unavailable', 'The database is locked.')) }
    const embedVideo = createEmbedVideo({ ingest: () => Promise.resolve(), letters, logger: recordingLogger([]), clock: () => 0 })
    await assert.rejects(embedVideo(pushed('not json')), (error) => isUpnextError(error, 'unavailable'))
  })
})
