import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { unwantedness } from '#shared/recommendation/rank/unwanted.ts'
import { stored } from '#test/support/catalogue.ts'
import { TEST_RECIPE } from '#test/support/recommending.ts'

const { ranking } = stored('a', { angle: 0 })
const of = (cosine: number, words = 0) =>
  unwantedness([{ mix: 'td', scored: [{ id: 'a', cosine, words, ranking }] }], TEST_RECIPE).get('a') ?? 0

describe('unwantedness', () => {
  it('rises with the likeness, from nearly nothing to nearly one', () => {
    const cosine = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(fc.property(cosine, cosine, (a, b) => assert.ok(of(Math.max(a, b)) >= of(Math.min(a, b)))))
    assert.ok(of(0) < 0.1)
    assert.ok(of(0.9) > 0.95)
  })

  it('counts words in common', () => assert.ok(of(0.2, 0.2) > of(0.3)))

  it('goes by what is most alike of all that is unwanted', () => {
    const scored = (cosine: number) => ({ mix: 'td', scored: [{ id: 'a', cosine, words: 0, ranking }] })
    assert.equal(unwantedness([scored(0.1), scored(0.6)], TEST_RECIPE).get('a'), of(0.6))
  })
})
