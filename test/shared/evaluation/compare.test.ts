import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compare } from '#shared/evaluation/compare.ts'
import type { GroundTruth } from '#shared/evaluation/ground-truth.ts'

const truth: GroundTruth = {
  name: 'links',
  unknown: [],
  related: new Map([
    ['a', new Set(['b'])],
    ['b', new Set(['c'])],
    ['c', new Set(['a'])],
  ]),
}
const right = (seed: string) => [...(truth.related.get(seed) ?? [])]

describe('compare', () => {
  it('measures method, baseline and the gain seed by seed', () => {
    const { method, baseline, gain, seeds } = compare(truth, right, () => [])
    assert.equal(seeds, 3)
    assert.equal(method['nDCG@10'].mean, 1)
    assert.equal(baseline.MRR.mean, 0)
    assert.deepEqual(gain['hit@10'], { mean: 1, low: 1, high: 1 })
  })

  it('pairs the gain: equal methods differ nowhere, however much seeds differ', () => {
    const uneven = (seed: string) => (seed === 'a' ? right(seed) : [])
    const { gain, method } = compare(truth, uneven, uneven)
    assert.ok(method['hit@10'].high > method['hit@10'].low)
    assert.deepEqual(gain['hit@10'], { mean: 0, low: 0, high: 0 })
  })
})
