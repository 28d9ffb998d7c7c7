import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { compareOrder } from '#shared/video/order.ts'

const anOrder = fc.record({ version: fc.nat(3), deleted: fc.boolean(), digest: fc.constantFrom('', 'a', 'b') })

describe('compareOrder', () => {
  it('puts the version first, then the delete, then the digest', () => {
    const order = (version: number, deleted = false, digest = '') => ({ version, deleted, digest })
    assert.ok(compareOrder(order(2), order(1, true, 'z')) > 0)
    assert.ok(compareOrder(order(1, true), order(1, false, 'z')) > 0)
    assert.ok(compareOrder(order(1, false, 'b'), order(1, false, 'a')) > 0)
    assert.equal(compareOrder(order(1, false, 'a'), order(1, false, 'a')), 0)
  })

  it('is a total order', () => {
    fc.assert(
      fc.property(anOrder, anOrder, anOrder, (a, b, c) => {
        assert.equal(Math.sign(compareOrder(a, b)), -Math.sign(compareOrder(b, a)) + 0)
        if (compareOrder(a, b) <= 0 && compareOrder(b, c) <= 0) assert.ok(compareOrder(a, c) <= 0)
      }),
    )
  })
})
