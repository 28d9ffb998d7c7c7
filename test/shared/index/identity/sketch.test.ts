import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { seededRandom } from '#shared/evaluation/random.ts'
import { dot, readSketch, sketchOf } from '#shared/index/identity/sketch.ts'

const unit = (values: readonly number[]): Float32Array => {
  const norm = Math.hypot(...values)
  return Float32Array.from(values, (value) => value / norm)
}

function randomVector(seed: number): Float32Array {
  const random = seededRandom(seed)
  return unit(Array.from({ length: 512 }, () => random() + random() + random() - 1.5))
}

/** At a share of `nearness` between two random vectors: 1 is the first itself. */
function mixed(seed: number, nearness: number): Float32Array {
  const [a, b] = [randomVector(seed), randomVector(seed + 1_000_000)]
  return unit(Array.from(a, (value, i) => nearness * value + (1 - nearness) * (b[i] ?? 0)))
}

describe('sketchOf', () => {
  it('keeps the cosine of two vectors to .5 anywhere and to .05 near 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), fc.double({ min: 0, max: 1, noNaN: true }), (seed, nearness) => {
        const [a, b] = [randomVector(seed), mixed(seed, nearness)]
        const cosine = dot(a, b)
        const error = Math.abs(cosine - dot(readSketch(sketchOf(a)), readSketch(sketchOf(b))))
        assert.ok(error < (cosine > 0.95 ? 0.05 : 0.5), `${cosine} became ${error} another`)
      }),
    )
  })

  it('is the same for the same vector, and small', () => {
    assert.equal(sketchOf(randomVector(1)), sketchOf(randomVector(1)))
    assert.equal(sketchOf(randomVector(1)).length, 86)
  })

  it('is as long for a short vector', () => {
    assert.equal(readSketch(sketchOf(Float32Array.of(0.6, 0.8))).length, 64)
  })
})
