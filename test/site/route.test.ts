import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { formatRoute, LIMITS, NEUTRAL, parseRoute } from '../../site/route.js'

/** Objects with their usual prototype, as deepEqual wants them. */
const PLAIN = { noNullPrototype: true }

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).filter((value) => value.isWellFormed())
const words = text.filter((value) => value.trim() !== '').map((value) => value.trim())
const view = fc.oneof(
  fc.constant({ kind: 'latest' as const }),
  text.map((id) => ({ kind: 'video' as const, id })),
  words.map((text) => ({ kind: 'search' as const, text })),
  fc.record({ kind: fc.constant('search' as const), text: words, without: words }, { noNullPrototype: true }),
)
const tuning = fc.record(
  {
    languages: fc.uniqueArray(fc.constantFrom('en', 'zh-Hans', 'ar')),
    diversity: fc.constantFrom(0, 0.3, 1),
    freshness: fc.constantFrom(0, 0.3, 1),
    limit: fc.constantFrom(...LIMITS),
  },
  PLAIN,
)

describe('the address of a view', () => {
  it('says all of it, whatever stands in ids and texts', () => {
    fc.assert(fc.property(fc.record({ view, tuning }, PLAIN), (route) => assert.deepEqual(parseRoute(formatRoute(route)), route)))
  })

  it('survives the way through a browser’s location', () => {
    fc.assert(
      fc.property(fc.record({ view, tuning }, PLAIN), (route) => {
        const { hash } = new URL(formatRoute(route), 'http://localhost/')
        assert.deepEqual(parseRoute(hash), route)
      }),
    )
  })

  it('is short where nothing is tuned', () => {
    assert.equal(formatRoute({ view: { kind: 'latest' }, tuning: NEUTRAL }), '#/')
    assert.equal(formatRoute({ view: { kind: 'video', id: 'a/b' }, tuning: NEUTRAL }), '#/video/a%2Fb')
  })

  it('means the latest videos where it makes no sense', () => {
    for (const hash of ['', '#', '#/nowhere', '#/video/', '#/video/%E0%A4%A', '#/search?text=%20', '#shelf']) {
      assert.deepEqual(parseRoute(hash), { view: { kind: 'latest' }, tuning: NEUTRAL }, hash)
    }
  })

  it('keeps settings within what the API takes', () => {
    const { tuning } = parseRoute('#/?diversity=7&freshness=-1&limit=1e9&languages=en&languages=en')
    assert.deepEqual(tuning, { languages: ['en'], diversity: 1, freshness: 0, limit: 12 })
    assert.deepEqual(parseRoute('#/?diversity=x&limit=').tuning, NEUTRAL)
  })
})
