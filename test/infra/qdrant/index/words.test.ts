import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { byDimension, dimensionOf, sparse, wordsOf } from '#infra/qdrant/index/words.ts'

describe('words as a sparse vector', () => {
  it('has the dimensions that FNV-1a gives', () => {
    assert.equal(dimensionOf(''), 0x811c9dc5)
    assert.equal(dimensionOf('a'), 0xe40c292c)
    assert.equal(dimensionOf('foobar'), 0xbf9cf968)
  })

  it('never names a dimension twice: of two terms that share one the first stays', () => {
    assert.equal(dimensionOf('costarring'), dimensionOf('liquid'))
    const words = new Map([
      ['costarring', 0.5],
      ['liquid', 0.25],
    ])
    assert.deepEqual(sparse(words), { indices: [dimensionOf('liquid')], values: [0.5] })
    assert.deepEqual([...byDimension(words).values()], [['costarring', 0.5]])
  })

  it('gives back what went in, whatever the order in which Qdrant keeps it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.double({ min: 0.01, max: 1, noNaN: true })), (weights) => {
        const words = new Map(Object.entries(weights))
        const { indices, values } = sparse(words)
        const stored = { indices: indices.toReversed(), values: values.toReversed() }
        assert.deepEqual(wordsOf([...words.keys()], stored), words)
      }),
    )
  })
})
