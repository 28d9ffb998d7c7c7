import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { exposureOf } from '#shared/evaluation/exposure.ts'

describe('exposure', () => {
  it('sets the share of the ten best beside the share of the catalogue', () => {
    const mixes = new Map([
      ['a', 'td'],
      ['b', 'td'],
      ['c', 'tdg'],
      ['d', 't'],
    ])
    assert.deepEqual(
      exposureOf(mixes, [
        ['c', 'a'],
        ['c', 'c'],
      ]),
      [
        { mix: 'td', catalogue: 0.5, top: 0.25, ratio: 0.5 },
        { mix: 't', catalogue: 0.25, top: 0, ratio: 0 },
        { mix: 'tdg', catalogue: 0.25, top: 0.75, ratio: 3 },
      ],
    )
  })

  it('looks at ten places of a ranking, and tells of mixes that are never shown', () => {
    const ranking = Array.from({ length: 11 }, (_, i) => (i < 10 ? 'a' : 'b'))
    const exposure = exposureOf(new Map([...new Set(ranking)].map((id) => [id, id])), [ranking])
    assert.deepEqual(
      exposure.map(({ top }) => top),
      [1, 0],
    )
    assert.equal(exposureOf(new Map([['a', 't']]), [])[0]?.ratio, 0)
  })
})
