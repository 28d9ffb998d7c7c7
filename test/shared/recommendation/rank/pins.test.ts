import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { placePins } from '#shared/recommendation/rank/pins.ts'

const of = (ids: string) => Array.from(ids, (id) => ({ id }))
const placed = (items: string, pins: Readonly<Record<string, number>>) =>
  placePins(
    of(items),
    of(Object.keys(pins).join('')),
    Object.entries(pins).map(([video, position]) => ({ video, position })),
  )
    .map(({ id }) => id)
    .join('')

describe('pins', () => {
  it('stand where they are put, in any order of naming', () => {
    assert.equal(placed('abc', { x: 1 }), 'xabc')
    assert.equal(placed('abc', { y: 3, x: 1 }), 'xaybc')
    assert.equal(placed('ab', { x: 9 }), 'abx')
  })

  it('leave the order of the others alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (x, y) => {
        assert.equal(placed('abcd', { x, y }).replaceAll(/[xy]/g, ''), 'abcd')
      }),
    )
  })
})
