import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { hamming, readSimhash, simhash } from '#shared/index/identity/simhash.ts'

const someTerms = fc.uniqueArray(fc.string({ minLength: 3, maxLength: 8 }), { minLength: 30, maxLength: 64 })
const hashOf = (terms: readonly string[]) => readSimhash(simhash(new Map(terms.map((term) => [term, 1]))) ?? '')

describe('simhash', () => {
  it('does not depend on the order of the terms', () => {
    fc.assert(fc.property(someTerms, (terms) => assert.deepEqual(hashOf(terms), hashOf(terms.toReversed()))))
  })

  it('of two texts with all but one word in common differs in few bits, of two without any in many', () => {
    fc.assert(
      fc.property(someTerms, (terms) => {
        assert.ok(hamming(hashOf(terms), hashOf(terms.slice(1))) <= 20)
        assert.ok(hamming(hashOf(terms), hashOf(terms.map((term) => `other ${term}`))) >= 12)
      }),
    )
  })

  it('is not given for a text of a few words', () => {
    assert.equal(simhash(new Map([['keynote', 1]])), undefined)
  })

  it('differs from its opposite in every bit', () => {
    assert.equal(hamming([0, 0], [-1, -1]), 64)
  })
})
