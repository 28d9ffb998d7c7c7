import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { METRICS } from '#shared/evaluation/metrics.ts'

const related = new Set(['a', 'b', 'c'])
const elevenPlaces = Array.from({ length: 10 }, (_, n) => `x${n}`).concat('a')

describe('nDCG@10', () => {
  const ndcg = METRICS['nDCG@10']

  it('is one for a perfect order', () => assert.equal(ndcg(['b', 'a', 'c', 'x'], related), 1))

  it('discounts by the logarithm of the place', () => {
    const ideal = 1 + 1 / Math.log2(3) + 1 / 2
    assert.ok(Math.abs(ndcg(['x', 'a', 'y', 'b'], related) - (1 / Math.log2(3) + 1 / Math.log2(5)) / ideal) < 1e-12)
  })

  it('looks at ten places only', () => assert.equal(ndcg(elevenPlaces, related), 0))

  it('takes ten places as ideal where more are related', () => {
    const many = Array.from({ length: 30 }, (_, n) => `r${n}`)
    assert.equal(ndcg(many, new Set(many)), 1)
  })
})

describe('the other measures', () => {
  it('recall@10 is the share of the related that were found', () => {
    assert.equal(METRICS['recall@10'](['a', 'x', 'c'], related), 2 / 3)
    assert.equal(METRICS['recall@10'](elevenPlaces, related), 0)
  })

  it('MRR is one over the first place that is related', () => {
    assert.equal(METRICS.MRR(['x', 'y', 'c', 'a'], related), 1 / 3)
    assert.equal(METRICS.MRR(['x'], related), 0)
  })

  it('hit@10 tells whether any was found', () => {
    assert.equal(METRICS['hit@10'](['x', 'b', 'a'], related), 1)
    assert.equal(METRICS['hit@10'](elevenPlaces, related), 0)
  })
})
