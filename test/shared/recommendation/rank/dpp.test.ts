import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { dot } from '#shared/index/identity/sketch.ts'
import { diversified } from '#shared/recommendation/rank/dpp.ts'
import type { Choice } from '#shared/recommendation/rank/dpp.ts'

const unit = (values: readonly number[]): Float32Array => {
  const norm = Math.hypot(...values) || 1
  return Float32Array.from(values, (value) => value / norm)
}
const about = fc
  .array(fc.integer({ min: -9, max: 9 }), { minLength: 6, maxLength: 6 })
  .filter((values) => values.some((value) => value !== 0))
  .map(unit)
const someChoices = fc
  .array(fc.record({ worth: fc.double({ min: 0, max: 1, noNaN: true }), about }), { minLength: 1, maxLength: 20 })
  .map((choices) => choices.toSorted((a, b) => b.worth - a.worth))
const someDiversity = fc.double({ min: 0, max: 1, noNaN: true })

/** The volume that choices span, squared, by elimination. */
function determinant(choices: readonly Choice[]): number {
  const gram = choices.map((a) => choices.map((b) => dot(a.about ?? unit([1]), b.about ?? unit([1]))))
  return gram.reduce((product, _, k) => {
    const pivot = gram[k]?.[k] ?? 0
    for (const row of gram.slice(k + 1)) {
      const share = (row[k] ?? 0) / (pivot || 1)
      row.forEach((value, i) => (row[i] = value - share * (gram[k]?.[i] ?? 0)))
    }
    return product * pivot
  }, 1)
}

describe('diversified', () => {
  it('leaves the order untouched at 0', () => {
    fc.assert(
      fc.property(someChoices, (choices) =>
        assert.deepEqual(
          diversified(choices, 0, choices.length),
          choices.map((_, i) => i),
        ),
      ),
    )
  })

  it('loses none and repeats none', () => {
    fc.assert(
      fc.property(someChoices, someDiversity, fc.integer({ min: 0, max: 25 }), (choices, diversity, count) =>
        assert.deepEqual(
          diversified(choices, diversity, count).toSorted((a, b) => a - b),
          choices.map((_, i) => i),
        ),
      ),
    )
  })

  it('begins with the best, whatever the diversity', () => {
    fc.assert(fc.property(someChoices, someDiversity, (choices, diversity) => assert.equal(diversified(choices, diversity, 5)[0], 0)))
  })

  it('adds at each place what a plain computation of the determinants would add', () => {
    fc.assert(
      fc.property(someChoices, (choices) => {
        const [first = 0, second] = diversified(choices, 1, 2)
        if (second === undefined) return
        const volume = (i: number) => determinant([first, i].flatMap((place) => choices[place] ?? []))
        const best = Math.max(...choices.map((_, i) => (i === first ? 0 : volume(i))))
        assert.ok(volume(second) >= best - 1e-5)
      }),
    )
  })

  it('passes over a copy of what stands there for something else, once it may', () => {
    const choices = [
      { worth: 1, about: unit([1, 0]) },
      { worth: 0.99, about: unit([1, 0]) },
      { worth: 0.5, about: unit([0, 1]) },
    ]
    assert.deepEqual(diversified(choices, 0.3, 3), [0, 2, 1])
    assert.deepEqual(diversified(choices, 0.001, 2), [0, 1, 2])
  })
})
