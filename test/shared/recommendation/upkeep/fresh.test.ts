import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { createFresh } from '#shared/recommendation/upkeep/fresh.ts'

/** A value that counts its loads, with a clock and faults in the test's hands. */
function counting() {
  const state = { now: 0, loads: 0, broken: false, errors: 0, firsts: 0 }
  const load = (first: boolean) => {
    state.loads++
    if (first) state.firsts++
    return state.broken ? Promise.reject(new Error('broken')) : Promise.resolve(state.loads)
  }
  const fresh = createFresh({
    load,
    renewAfterMs: 10,
    waitAfterMs: 100,
    keepMs: 1000,
    clock: () => state.now,
    onError: () => state.errors++,
  })
  return { state, fresh }
}

describe('fresh value', () => {
  it('is loaded once, however many ask at once', async () => {
    const { state, fresh } = counting()
    assert.deepEqual(await Promise.all([fresh.get(), fresh.get(), fresh.get()]), [1, 1, 1])
    assert.equal(state.loads, 1)
  })

  it('is renewed in the background while it is not too old', async () => {
    const { state, fresh } = counting()
    await fresh.get()
    state.now = 11
    assert.equal(await fresh.get(), 1)
    await setImmediate()
    assert.equal(await fresh.get(), 2)
  })

  it('says which load is the first', async () => {
    const { state, fresh } = counting()
    await fresh.get()
    state.now = 200
    await fresh.get()
    assert.deepEqual([state.loads, state.firsts], [2, 1])
  })

  it('is looked at no more when it is older than may be kept', async () => {
    const { state, fresh } = counting()
    await fresh.get()
    Object.assign(state, { broken: true, now: 999 })
    assert.equal(fresh.peek(), 1)
    state.now = 1000
    assert.equal(fresh.peek(), undefined)
  })

  it('is waited for when it is too old', async () => {
    const { state, fresh } = counting()
    await fresh.get()
    state.now = 100
    assert.equal(await fresh.get(), 2)
  })

  it('stays the last good one while loading fails', async () => {
    const { state, fresh } = counting()
    await fresh.get()
    Object.assign(state, { broken: true, now: 500 })
    assert.equal(await fresh.get(), 1)
    assert.ok(state.errors > 0)
  })

  it('fails only while there never was one, and recovers', async () => {
    const { state, fresh } = counting()
    state.broken = true
    await assert.rejects(fresh.get(), /broken/)
    state.broken = false
    assert.equal(await fresh.get(), 2)
  })

  it('can be looked at without waiting, and is not retried at every look', async () => {
    const { state, fresh } = counting()
    state.broken = true
    assert.equal(fresh.peek(), undefined)
    await setImmediate()
    assert.equal(fresh.peek(), undefined)
    assert.equal(state.loads, 1)
    Object.assign(state, { broken: false, now: 10 })
    fresh.peek()
    await setImmediate()
    assert.equal(fresh.peek(), 2)
  })
})
