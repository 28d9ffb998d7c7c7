import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { blend } from '#shared/recommendation/seed/blend.ts'
import type { Content } from '#shared/recommendation/seed/blend.ts'

const content = (vector: readonly number[] | undefined, words: Record<string, number> = {}, mix = 'td'): Content => ({
  words: new Map(Object.entries(words)),
  mix,
  ...(vector !== undefined && { vector: Float32Array.from(vector) }),
})

describe('blend', () => {
  it('of one is that one; of nothing, nothing', () => {
    const one = content([1, 0], { tea: 1 })
    assert.equal(blend([one]), one)
    assert.equal(blend([]), undefined)
    assert.equal(blend([content(undefined)]), undefined)
  })

  it('is of unit length and lies nearer to the first', () => {
    const { vector = new Float32Array(), words } = blend([content([1, 0], { tea: 1 }), content([0, 1], { pot: 1 })]) ?? content([])
    const [x = 0, y = 0] = vector
    assert.ok(Math.abs(Math.hypot(x, y) - 1) < 1e-6)
    assert.ok(x > y && y > 0)
    assert.ok((words.get('tea') ?? 0) > (words.get('pot') ?? 0))
    assert.ok(Math.abs(Math.hypot(...words.values()) - 1) < 1e-9)
  })

  it('takes the vector and its mix from those that have one', () => {
    const mixed = blend([content(undefined, { tea: 1 }, ''), content([0, 1], {}, 'tdg')])
    assert.deepEqual([mixed?.mix, mixed?.vector], ['tdg', Float32Array.from([0, 1])])
  })

  it('keeps the 64 heaviest words', () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`w${i}`, 0.1]))
    const { words } =
      blend([content([1, 0], many), content([1, 0], { ...many, rare: 0.9, x: 0.01, y: 0.01, z: 0.01, last: 0.001 })]) ?? content([])
    assert.equal(words.size, 64)
    assert.ok(words.has('rare') && !words.has('last'))
  })

  it('of opposites has no vector', () => {
    const opposite = blend([content([1, 0]), content([-1 / 0.85, 0])])
    assert.equal(opposite?.vector, undefined)
  })
})
