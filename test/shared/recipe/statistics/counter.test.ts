import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { createCounter } from '#shared/recipe/statistics/counter.ts'

function counted(keys: readonly string[], capacity: number) {
  const counter = createCounter(capacity)
  keys.forEach((key) => counter.add(key))
  return counter
}

describe('counter', () => {
  it('counts exactly where there is room, the most frequent first', () => {
    assert.deepEqual(counted(['b', 'a', 'c', 'a', 'b', 'a'], 3).frequent(2, 9), [
      ['a', 3],
      ['b', 2],
    ])
    assert.deepEqual(counted(['b', 'a'], 3).frequent(1, 1), [['a', 1]])
  })

  it('keeps what is frequent and never counts too much where there is no room', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }).map(String), { maxLength: 300 }), (noise) => {
        const keys = noise.flatMap((key) => ['frequent', `rare ${key}`])
        const found = new Map(counted(keys, 40).frequent(1, 1000))
        assert.ok(found.size <= 40)
        assert.equal(found.get('frequent') ?? 0, noise.length)
        for (const [key, count] of found) assert.ok(count <= keys.filter((other) => other === key).length)
      }),
    ))
})
