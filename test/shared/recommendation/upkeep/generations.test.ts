import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createGenerations } from '#shared/recommendation/upkeep/generations.ts'

function withClock(maxEntries = 100) {
  const clock = { now: 0 }
  return { clock, kept: createGenerations<number>({ ttlMs: 10, maxEntries, clock: () => clock.now }) }
}

describe('generations', () => {
  it('keep an entry for half its time at least, and not beyond it', () => {
    const { clock, kept } = withClock()
    kept.set('a', 1)
    clock.now = 5
    assert.equal(kept.get('a'), 1)
    clock.now = 10
    assert.equal(kept.get('a'), undefined)
  })

  it('forget what was there before a long silence', () => {
    const { clock, kept } = withClock()
    kept.set('a', 1)
    clock.now = 1000
    assert.equal(kept.get('a'), undefined)
  })

  it('hold so many entries at most, the latest among them', () => {
    const { kept } = withClock(10)
    const names = Array.from({ length: 50 }, (_, i) => `n${i}`)
    names.forEach((name, i) => kept.set(name, i))
    assert.ok(names.filter((name) => kept.get(name) !== undefined).length <= 10)
    assert.equal(kept.get('n49'), 49)
  })
})
