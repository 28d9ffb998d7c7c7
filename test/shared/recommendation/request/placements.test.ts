import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isUpnextError } from '#shared/errors.ts'
import { PLACEMENTS, placementNamed, toPlacements } from '#shared/recommendation/request/placements.ts'

describe('placements', () => {
  it('are valid as they stand', () => {
    assert.deepEqual(toPlacements(PLACEMENTS), PLACEMENTS)
  })

  it('that are not known are refused with the names of those that are', () => {
    for (const name of ['playr', 'constructor', '__proto__']) {
      assert.throws(
        () => placementNamed(PLACEMENTS, name),
        (error) => isUpnextError(error, 'invalid-request') && error.field === 'placement' && error.message.includes('player'),
      )
    }
  })

  it('tell all their faults at once', () => {
    const { default: good } = PLACEMENTS
    const faulty = { a: { ...good, tiers: ['similar', 'similar'] }, b: { ...good, cap: { perChannel: 0, window: 12 }, speed: 3 } }
    assert.throws(
      () => toPlacements(faulty),
      (error) =>
        isUpnextError(error, 'configuration') && ['a.tiers', 'b.cap.perChannel', 'speed'].every((part) => error.message.includes(part)),
    )
  })
})
