import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { digestRank } from '#infra/qdrant/index/order.ts'

describe('digestRank', () => {
  it('compares as digests do', () => {
    const digest = fc.string().map((text) => createHash('sha256').update(text).digest('hex'))
    fc.assert(
      fc.property(digest, digest, (a, b) => {
        assert.equal(Math.sign(digestRank(a) - digestRank(b)), a === b ? 0 : a < b ? -1 : 1)
      }),
    )
  })

  it('is the least for the digest of a delete, and whole in a double for the greatest', () => {
    assert.equal(digestRank(''), 0)
    assert.equal(digestRank('f'.repeat(64)), 2 ** 52 - 1)
  })
})
