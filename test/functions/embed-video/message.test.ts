import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readJson, readMessage, unreadableMessage } from '#functions/embed-video/message.ts'
import { isUpnextError } from '#shared/errors.ts'
import { pushed, upsertJson } from '#test/support/events.ts'

const isInvalid = (error: unknown) => isUpnextError(error, 'invalid-event')

describe('readMessage', () => {
  it('reads data, attributes, id and time', () => {
    const message = readMessage(pushed(upsertJson()))
    assert.deepEqual(readJson(message.data), upsertJson())
    assert.equal(message.messageId, 'message-1')
    assert.equal(message.publishedAt, Date.UTC(2026, 0, 1))
    assert.deepEqual(message.attributes, { type: 'video.upserted' })
  })

  it('falls back to the CloudEvent for id and time', () => {
    const event = { ...pushed(upsertJson(), { messageId: undefined, publishTime: undefined }), time: '2026-02-01T00:00:00Z' }
    assert.equal(readMessage(event).messageId, 'message-1')
    assert.equal(readMessage(event).publishedAt, Date.UTC(2026, 1, 1))
  })

  for (const [name, shape] of Object.entries({
    'a push with attributes only': { message: { attributes: { type: 'x' }, messageId: '7' }, subscription: 's' },
    'a bare object': upsertJson(),
    'a foreign CloudEvent': { id: '1', type: 'com.example', data: { hello: 'world' } },
    nothing: undefined,
    'data that is no text': pushed('', { data: 7 }),
    'data that is not base64': pushed('', { data: '%%%' }),
  })) {
    it(`refuses ${name}`, () => assert.throws(() => readMessage(shape), isInvalid))
  }
})

describe('readJson', () => {
  it('refuses invalid UTF-8 and invalid JSON without quoting them', () => {
    assert.throws(() => readJson(Uint8Array.of(0x22, 0xff, 0x22)), /not UTF-8/)
    assert.throws(
      () => readJson(Buffer.from('secret')),
      (error) => isUpnextError(error, 'invalid-event') && !error.message.includes('secret') && error.cause === undefined,
    )
  })
})

describe('unreadableMessage', () => {
  it('takes the id of a CloudEvent, never that of a video, for the message', () => {
    assert.equal(unreadableMessage({ specversion: '1.0', id: 'ce-1', data: {} }).messageId, 'ce-1')
    assert.equal(unreadableMessage({ type: 'video.deleted', id: 'bread', version: 1 }).messageId, '')
  })

  it('keeps the whole of what came', () => {
    const shape = { message: { attributes: { type: 'x' }, messageId: '7' } }
    const message = unreadableMessage(shape)
    assert.equal(message.messageId, '7')
    assert.deepEqual(message.attributes, { type: 'x' })
    assert.deepEqual(JSON.parse(Buffer.from(message.data).toString()), shape)
    assert.equal(Buffer.from(unreadableMessage(undefined).data).toString(), 'null')
  })
})
