import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mentions } from '#shared/operations/erase/mentions.ts'

const about = (data: string, attributes: Record<string, string> = {}) =>
  mentions(
    { messageId: 'm', receivedAt: 1, reason: '', attributes, data: Buffer.from(data).toString('base64') },
    new Set(['en', 'Ü "x"', '42']),
  )
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64')

describe('mentions', () => {
  it('finds the id of an event, odd ones too, numbers as well', () => {
    for (const id of ['en', 'Ü "x"', 42]) {
      assert.ok(about(JSON.stringify({ type: 'video.upserted', video: { id } })))
      assert.ok(about(JSON.stringify({ type: 'video.deleted', id })))
    }
  })

  it('takes nothing else for an id', () => {
    assert.ok(!about(JSON.stringify({ type: 'video.upserted', video: { id: 'other', language: 'en', title: '42', tags: ['en'] } })))
    assert.ok(!about(JSON.stringify({ type: 'video.deleted', id: 'Ü' })))
  })

  it('looks into messages in messages', () => {
    const event = { type: 'video.deleted', id: 'en' }
    assert.ok(about(JSON.stringify({ message: { data: base64(event) } })))
    assert.ok(about(JSON.stringify({ data: { message: { data: base64({ message: { data: base64([event]) } }) } } })))
    assert.ok(about(JSON.stringify({ body: JSON.stringify(event) })))
    assert.ok(!about(JSON.stringify({ message: { data: base64({ ...event, id: 'other' }) } })))
  })

  it('takes JSON of any depth', () => {
    const deep = 200_000
    assert.ok(about(`${'['.repeat(deep)}{"id":"en"}${']'.repeat(deep)}`))
  })

  it('goes by quoted ids where the data is no JSON, and by attributes', () => {
    assert.ok(about('{"video": {"id": "en", "title": "cut of'))
    assert.ok(!about('when then'))
    assert.ok(about('', { id: '42' }))
  })
})
