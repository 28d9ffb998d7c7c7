import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isUpnextError } from '#shared/errors.ts'
import { parseRequest } from '#shared/recommendation/request/request.ts'
import { nextCursor, shownBefore } from '#shared/recommendation/signed/cursor.ts'
import { marksOf } from '#shared/recommendation/signed/marks.ts'
import { createSigner } from '#shared/recommendation/signed/signer.ts'
import { stored } from '#test/support/catalogue.ts'

const signer = createSigner(['a key of sixteen characters'], 'cursor')
const request = (parameters: Record<string, unknown> = {}) => parseRequest({ positive: ['seed'], ...parameters }, 'default')
const videos = (count: number) => Array.from({ length: count }, (_, i) => stored(`video ${i}`, { duplicateKeys: [`key ${i}`] }))
const isFault = (error: unknown) => isUpnextError(error, 'invalid-request') && error.field === 'cursor'

describe('cursor', () => {
  it('remembers the videos of all pages, and their duplicate keys', () => {
    const [first, second] = [stored('a', { duplicateKeys: ['k'] }), stored('b')]
    const one = nextCursor(signer, request(), new Set(), [first])
    const two = nextCursor(signer, request(), shownBefore(signer, request({ cursor: one })), [second])
    assert.deepEqual(shownBefore(signer, request({ cursor: two })), new Set([...marksOf(first), ...marksOf(second)]))
  })

  it('holds for any page size', () => {
    const cursor = nextCursor(signer, request(), new Set(), videos(3))
    assert.equal(shownBefore(signer, request({ cursor, limit: 50 })).size, 6)
  })

  it('is refused for another request', () => {
    const cursor = nextCursor(signer, request(), new Set(), videos(3))
    assert.throws(() => shownBefore(signer, request({ cursor, languages: ['fr'] })), isFault)
    assert.throws(() => shownBefore(signer, request({ cursor, positive: ['other'] })), isFault)
  })

  it('is refused when it is not one', () => {
    for (const cursor of ['', 'x', 'AAAA', 'é'.repeat(50)]) assert.throws(() => shownBefore(signer, request({ cursor })), isFault)
  })

  it('ends before it outgrows an address', () => {
    const long = nextCursor(signer, request(), new Set(), videos(900))
    assert.ok(long !== undefined && long.length < 8000)
    assert.equal(nextCursor(signer, request(), new Set(), videos(901)), undefined)
  })
})
