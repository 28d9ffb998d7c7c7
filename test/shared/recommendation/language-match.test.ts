import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { NO_LANGUAGE_LEVELS } from '#shared/recipe/statistics/language-levels.ts'
import { languageMatch, writtenLanguage } from '#shared/recommendation/language-match.ts'
import { rankCandidates } from '#shared/recommendation/rank/candidates.ts'
import { unwantedness } from '#shared/recommendation/rank/unwanted.ts'
import { stored } from '#test/support/catalogue.ts'
import { TEST_RECIPE } from '#test/support/recommending.ts'

const LEVELS = {
  cosines: { shares: [0.05, 0.5, 0.95], same: [0.1, 0.2, 0.5], other: [0.1, 0.2, 0.4], pairs: { 'de|ja': [0, 0.1, 0.3] } },
  words: { cosines: [0.2, 0.6], lacking: [0, 0.1] },
}
const match = languageMatch(LEVELS, 'de')
const candidate = (textLanguage: string | undefined, cosine: number | undefined, words = 0) => {
  const { ranking } = stored('a', { angle: 0, language: undefined, textLanguage })
  return { id: textLanguage ?? 'none', words, ranking, ...(cosine !== undefined && { cosine }) }
}
const some = { cosine: fc.double({ min: -1, max: 1, noNaN: true }), words: fc.double({ min: 0, max: 1, noNaN: true }) }

describe('matching across languages', () => {
  it('leaves a candidate in the same language, in none that is known, or without a vector as it is', () => {
    fc.assert(
      fc.property(some.cosine, some.words, (cosine, words) => {
        assert.deepEqual(match(candidate('de', cosine, words)), { cosine, words, otherLanguage: false })
        assert.deepEqual(match(candidate(undefined, cosine, words)), { cosine, words, otherLanguage: false })
        assert.deepEqual(match(candidate('en', undefined, words)), { words, otherLanguage: true })
        assert.deepEqual(languageMatch(LEVELS, undefined)(candidate('en', cosine, words)), { cosine, words, otherLanguage: false })
        assert.deepEqual(languageMatch(NO_LANGUAGE_LEVELS, 'de')(candidate('en', cosine, words)), { cosine, words, otherLanguage: true })
      }),
    )
  })

  it('gives a cosine the rank among pairs in one language that it has among those in two', () => {
    const matched = (language: string, cosine: number) => match(candidate(language, cosine)).cosine?.toFixed(3)
    assert.deepEqual(
      [0.1, 0.2, 0.3, 0.4].map((cosine) => matched('en', cosine)),
      ['0.100', '0.200', '0.350', '0.500'],
    )
    assert.deepEqual([matched('en', 0.7), matched('en', -0.1)], ['0.800', '-0.100'])
    assert.deepEqual([matched('ja', 0.3), matched('ja', 0.6)], ['0.500', '0.800'])
  })

  it('adds the words that such a pair lacks to those that it has', () => {
    assert.ok(Math.abs(match(candidate('en', 0.3, 0.2)).words - (0.2 + 0.1 * (0.15 / 0.4))) < 1e-9)
    assert.equal(match(candidate('en', 0.9)).words, 0.1)
  })

  it('keeps the order of candidates in one language', () =>
    fc.assert(
      fc.property(some.cosine, some.cosine, fc.constantFrom('en', 'ja'), (a, b, language) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((cosine) => match(candidate(language, cosine)))
        assert.ok((low?.cosine ?? 1) <= (high?.cosine ?? 0) && (low?.words ?? 1) <= (high?.words ?? 0))
      }),
    ))

  it('decides order and floor, and what is unwanted', () => {
    const candidates = [candidate('de', 0.45), candidate('en', 0.42)]
    const order = (by?: typeof match) => rankCandidates(candidates, 'td', TEST_RECIPE, {}, by).map(({ id }) => id)
    assert.deepEqual(
      [order(), order(match)],
      [
        ['de', 'en'],
        ['en', 'de'],
      ].map((ids) => ids),
    )
    const unwanted = (by?: typeof match) =>
      unwantedness([{ mix: 'td', scored: candidates, ...(by && { match: by }) }], TEST_RECIPE).get('en') ?? 0
    assert.ok(unwanted(match) > unwanted())
  })

  it('goes by what is written, else by what is spoken', () => {
    assert.equal(writtenLanguage({ textLanguage: 'en', language: 'fr' }), 'en')
    assert.equal(writtenLanguage({ language: 'zh-hant' }), 'zh')
    assert.equal(writtenLanguage({}), undefined)
  })
})
