import assert from 'node:assert/strict'
import { setImmediate as tick } from 'node:timers/promises'
import { describe, it } from 'node:test'
import { createPool } from '#infra/cli/publish/pool.ts'

describe('createPool', () => {
  it('runs as many tasks at once as it may, and no more', async () => {
    const pool = createPool(3)
    const seen = { now: 0, most: 0, all: 0 }
    for (const expected of Array.from({ length: 20 }, (_, n) => n + 1)) {
      await pool.add(async () => {
        seen.now += 1
        seen.all = expected
        seen.most = Math.max(seen.most, seen.now)
        await tick()
        seen.now -= 1
      })
    }
    await pool.settled()
    assert.deepEqual(seen, { now: 0, most: 3, all: 20 })
  })

  it('finishes what is under way after a fault, then tells of it', async () => {
    const pool = createPool(2)
    const done: string[] = []
    await pool.add(async () => {
      await tick()
      await tick()
      done.push('slow')
    })
    await pool.add(() => Promise.reject(new Error('first')))
    await assert.rejects(async () => {
      await pool.add(() => Promise.resolve())
      await pool.add(() => Promise.resolve())
    }, /first/)
    await pool.settled()
    assert.deepEqual(done, ['slow'])
    assert.throws(() => pool.check(), /first/)
  })
})
