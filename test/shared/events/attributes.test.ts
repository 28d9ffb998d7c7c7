import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { attributesOf } from '#shared/events/attributes.ts'
import { parseEvent } from '#shared/video/event.ts'
import { upsertJson } from '#test/support/events.ts'

describe('attributesOf', () => {
  it('names the type, and marks upserts that take a video off the shelves', () => {
    const marks = [{}, { visibility: 'private' }, { visibility: 'unlisted' }, { moderation: 'blocked' }, { recommendable: false }]
    assert.deepEqual(
      marks.map((fields) => attributesOf(parseEvent(upsertJson(fields))).takedown),
      [undefined, 'true', 'true', 'true', 'true'],
    )
    assert.deepEqual(attributesOf(parseEvent({ type: 'video.deleted', id: 'a', version: 1 })), { type: 'video.deleted' })
  })
})
