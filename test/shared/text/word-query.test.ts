import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { wordQuery } from '#shared/text/word-query.ts'

const statistics = {
  documents: 100,
  frequencies: new Map([
    ['rye', 1],
    ['bread', 10],
    ['video', 100],
  ]),
}

function score(query: ReadonlyMap<string, number>, stored: ReadonlyMap<string, number>): number {
  return Array.from(query).reduce((sum, [term, weight]) => sum + weight * (stored.get(term) ?? 0), 0)
}

describe('wordQuery', () => {
  it('weighs a term by the square of ln(1 + N / df)', () => {
    const query = wordQuery(
      new Map([
        ['rye', 0.6],
        ['bread', 0.8],
      ]),
      statistics,
    )
    const expected = (0.6 * Math.log(101) ** 2) / (0.8 * Math.log(11) ** 2)
    assert.ok(Math.abs((query.get('rye') ?? NaN) / (query.get('bread') ?? NaN) - expected) < 1e-9)
  })

  it('takes a term that no document holds for as rare as one that a single one holds', () => {
    const query = wordQuery(
      new Map([
        ['rye', 0.7],
        ['unheard', 0.7],
      ]),
      statistics,
    )
    assert.equal(query.get('rye'), query.get('unheard'))
  })

  it('scores 1 with itself', () => {
    const terms = fc.dictionary(fc.constantFrom('rye', 'bread', 'video', 'oven'), fc.double({ min: 0.1, max: 1, noNaN: true }), {
      minKeys: 1,
    })
    fc.assert(
      fc.property(terms, (weights) => {
        const norm = Math.hypot(...Object.values(weights))
        const words = new Map(Object.entries(weights).map(([term, weight]) => [term, weight / norm]))
        assert.ok(Math.abs(score(wordQuery(words, statistics), words) - 1) < 1e-9)
      }),
    )
  })

  it('is empty for no words, and finite in an empty catalogue', () => {
    assert.equal(wordQuery(new Map(), statistics).size, 0)
    assert.ok(Number.isFinite(wordQuery(new Map([['rye', 1]]), { documents: 0, frequencies: new Map() }).get('rye')))
  })
})
