import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseRequest } from '#shared/recommendation/request/request.ts'
import { shelfIdOf } from '#shared/recommendation/signed/shelf-id.ts'
import type { ShelfIdentity } from '#shared/recommendation/signed/shelf-id.ts'
import { createSigner } from '#shared/recommendation/signed/signer.ts'

const signer = createSigner(['a key of sixteen characters'], 'shelf')
const request = parseRequest({ positive: ['seed'] }, 'default')

function idOf(identity: Partial<ShelfIdentity> = {}): string {
  const items = [{ id: 'a', tier: 'similar' }]
  return shelfIdOf(signer, { request, collection: 'videos', arm: null, quarterHour: 0, items, ...identity })
}

describe('shelf id', () => {
  it('is the same for the same shelf, and signed', () => {
    assert.equal(idOf(), idOf())
    assert.equal(signer.open(idOf())?.length, 16)
  })

  it('differs with request, collection, arm, quarter hour, items and their order', () => {
    const [a, b] = [
      { id: 'a', tier: 'similar' },
      { id: 'b', tier: 'similar' },
    ]
    const others = [
      idOf({ request: parseRequest({ positive: ['other'] }, 'default') }),
      idOf({ collection: 'others' }),
      idOf({ arm: 'b' }),
      idOf({ quarterHour: 900_000 }),
      idOf({ items: [a, b] }),
      idOf({ items: [b, a] }),
    ]
    assert.equal(new Set([idOf(), ...others]).size, 7)
  })
})
