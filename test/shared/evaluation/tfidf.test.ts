import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { buildTfidf } from '#shared/evaluation/tfidf.ts'

describe('buildTfidf', () => {
  it('puts rare common words before frequent ones', () => {
    const index = buildTfidf(['talk whales', 'talk rockets', 'talk dance', 'whales ocean'])
    assert.deepEqual(index.nearest(0, 3), [3, 1, 2])
  })

  it('computes the cosine by hand', () => {
    // idf: x in both ln(3/3)+1 = 1, y and z in one ln(3/2)+1. Their order follows from the cosines 1/(1+idf²) < 1.
    const index = buildTfidf(['xx yy', 'xx zz', 'xx yy'])
    assert.deepEqual(index.nearest(0, 2), [2, 1])
  })

  it('damps repeated words', () => {
    // Raw counts give .93 and .89, logarithms .87 and .94.
    const index = buildTfidf(['bread oven', 'bread oven bread oven bread oven flour', 'bread bread bread oven'])
    assert.deepEqual(index.nearest(0, 1), [2])
  })

  it('leaves out stop words, the document itself and what shares no word', () => {
    const index = buildTfidf(['the whales', 'the rockets', 'whales'])
    assert.deepEqual(index.nearest(0, 10), [2])
  })

  it('keeps the order of the catalogue for equal scores', () => {
    const index = buildTfidf(['whales', 'whales', 'whales', 'whales'])
    assert.deepEqual(index.nearest(2, 10), [0, 1, 3])
  })

  it('knows documents without any word', () => {
    assert.deepEqual(buildTfidf(['', 'whales']).nearest(0, 10), [])
  })
})
