import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { confidenceOf, curveOf, pairKind, scoreAt, undescribed } from '#shared/recipe/calibration.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'

const { calibration } = DEFAULT_RECIPE
const mix = fc.constantFrom('', 't', 'td', 'ta', 'tda', 'tg', 'tdg', 'ts', 'tds', 'tdgs', 'tdasu')
const curve = (a: string, b: string, otherLanguage = false) => curveOf(calibration, pairKind(a, b), [a, b], otherLanguage)

describe('calibration', () => {
  it('tells kinds of pair apart', () => {
    const kinds = [
      ['td', 'td'],
      ['td', 'tdg'],
      ['tda', 'ta'],
      ['tda', 'tdg'],
      ['tdg', 'tg'],
      ['tds', 'tdgs'],
      ['', 'tdg'],
    ] as const
    assert.deepEqual(
      kinds.map(([a, b]) => pairKind(a, b)),
      ['plain', 'plain', 'automatic', 'half-tagged', 'tagged', 'speech', 'words'],
    )
  })

  it('reckons with missing descriptions, unless there is speech, no vector or no tags', () => {
    const missing = [
      ['tda', 'tdg'],
      ['ta', 'tdg'],
      ['tg', 'ta'],
      ['ts', 'ts'],
      ['', 't'],
      ['t', 't'],
    ] as const
    assert.deepEqual(
      missing.map(([a, b]) => undescribed(pairKind(a, b), a, b)),
      [0, 1, 2, 0, 0, 0],
    )
    const score = 0.7
    assert.ok(confidenceOf(score, curve('tg', 'tg')) < confidenceOf(score, curve('tdg', 'tdg')))
  })

  it('moves pairs of two languages by the shift for them', () => {
    const shifted = { ...calibration, otherLanguage: -0.1 }
    const [same, other] = [false, true].map((language) => curveOf(shifted, 'tagged', ['tdg', 'tdg'], language).midpoint)
    assert.ok(Math.abs((same ?? 0) - (other ?? 0) - 0.1) < 1e-9)
  })

  it('lets confidence rise with the score, whatever the pair and whichever of the two comes first', () =>
    fc.assert(
      fc.property(
        mix,
        mix,
        fc.double({ min: -1, max: 2, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b, score, more) => {
          const low = confidenceOf(score, curve(a, b))
          assert.ok(low >= 0 && confidenceOf(score + more, curve(a, b)) >= low)
          assert.equal(low, confidenceOf(score, curve(b, a)))
        },
      ),
    ))

  it('finds the score of a confidence', () => {
    const floor = scoreAt(calibration.floor, curve('tdg', 'td'))
    assert.ok(Math.abs(confidenceOf(floor, curve('tdg', 'td')) - calibration.floor) < 1e-12)
  })
})
