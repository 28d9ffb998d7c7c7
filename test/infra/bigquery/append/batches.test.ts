import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { createBatches, type BatchLimits } from '#infra/bigquery/append/batches.ts'
import { UpnextError } from '#shared/errors.ts'

const LIMITS: BatchLimits = { windowMs: 1, maxItems: 3, maxBytes: 100 }

/** Batches of numbers, and what was sent. Multiples of 7 are refused. */
function numbers(limits: Partial<BatchLimits> = {}) {
  const sent: (readonly number[])[] = []
  const underWay = { now: 0, most: 0 }
  const batches = createBatches<number>({ ...LIMITS, ...limits }, async (items) => {
    underWay.now += 1
    underWay.most = Math.max(underWay.most, underWay.now)
    sent.push(items)
    await sleep(1)
    underWay.now -= 1
    return items.map((item) => (item % 7 === 0 ? new UpnextError('configuration', String(item)) : undefined))
  })
  return { batches, sent, underWay }
}

describe('createBatches', () => {
  it('sends every item once, in order, within the limits, each with its own outcome', async () => {
    const someItem = fc.record({ item: fc.nat(50), bytes: fc.nat(150) })
    await fc.assert(
      fc.asyncProperty(fc.array(someItem, { maxLength: 30 }), async (items) => {
        const { batches, sent, underWay } = numbers()
        const outcomes = await Promise.allSettled(items.map(({ item, bytes }) => batches.add(item, bytes)))
        assert.deepEqual(
          outcomes.map(({ status }) => status),
          items.map(({ item }) => (item % 7 === 0 ? 'rejected' : 'fulfilled')),
        )
        assert.deepEqual(
          sent.flat(),
          items.map(({ item }) => item),
        )
        const rest = items.map(({ bytes }) => bytes)
        for (const { length } of sent) {
          const sizes = rest.splice(0, length)
          assert.ok(length <= LIMITS.maxItems && (length === 1 || sizes.reduce((a, b) => a + b) <= LIMITS.maxBytes))
        }
        assert.ok(underWay.most <= 1)
      }),
      { numRuns: 50 },
    )
  })

  it('shares a request among callers of one window, and the next among those that come meanwhile', async () => {
    const { batches, sent } = numbers({ maxItems: 100 })
    const first = [1, 2].map((item) => batches.add(item, 1))
    await sleep(1)
    while (sent.length === 0) await sleep(0)
    await Promise.all([...first, ...[3, 4, 5].map((item) => batches.add(item, 1))])
    assert.deepEqual(sent, [
      [1, 2],
      [3, 4, 5],
    ])
  })

  it('fails all of a request that fails, and goes on with the next', async () => {
    const faults = [new UpnextError('unavailable', 'down')]
    const batches = createBatches<number>(LIMITS, (items) => {
      const fault = faults.pop()
      return fault === undefined ? Promise.resolve(items.map(() => undefined)) : Promise.reject(fault)
    })
    await assert.rejects(Promise.all([batches.add(1, 1), batches.add(2, 1)]), /down/)
    await batches.add(3, 1)
    await batches.idle()
  })
})
