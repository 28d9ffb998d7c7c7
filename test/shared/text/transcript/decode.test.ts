import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isUpnextError } from '#shared/errors.ts'
import { decodeTranscript } from '#shared/text/transcript/decode.ts'

const invalid = (error: unknown) => isUpnextError(error, 'invalid-event')
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')

describe('decodeTranscript', () => {
  it('takes UTF-8 with and without byte order mark', () => {
    assert.equal(decodeTranscript(Buffer.from('\ufeffRoggen für 2 €')), 'Roggen für 2 €')
    assert.equal(decodeTranscript(Buffer.from('パン')), 'パン')
  })
  it('takes UTF-16 with a byte order mark, either end first', () => {
    assert.equal(decodeTranscript(utf16('パン')), 'パン')
    assert.equal(decodeTranscript(utf16('パン').swap16()), 'パン')
  })
  it('refuses other bytes', () => {
    assert.throws(() => decodeTranscript(Buffer.from([0x52, 0xfc, 0x62])), invalid)
    assert.throws(() => decodeTranscript(utf16('a').subarray(0, 3)), invalid)
  })
  it('holds no NUL', () => assert.equal(decodeTranscript(Buffer.from('a\0b')), 'a b'))
})
