import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decodeLanguageLevels, encodeLanguageLevels, NO_LANGUAGE_LEVELS, pairKey } from '#shared/recipe/statistics/language-levels.ts'
import { measureLevels, type Comparison } from '#shared/recipe/statistics/measure-levels.ts'

interface Told {
  readonly language: string
  readonly subject: number
}

/** Subjects on a line, each told in every language; what is near on the line is alike. */
const told = (languages: readonly string[], subjects: number): Told[] =>
  languages.flatMap((language) => Array.from({ length: subjects }, (_, subject) => ({ language, subject })))

/** Between languages cosines are lower by `gap`, and no word is shared. */
const comparison = (gap: (a: Told, b: Told) => number): Comparison<Told> => ({
  cosine: (a, b) => 0.9 - Math.abs(a.subject - b.subject) / 40 - gap(a, b),
  words: (a, b) => (a.language === b.language ? Math.max(0, 0.4 - Math.abs(a.subject - b.subject) / 40) : 0),
})
const across = (a: Told, b: Told) => (a.language === b.language ? 0 : 0.1)

describe('levels of scores between languages', () => {
  it('tell by how much cosines across languages lie lower', () => {
    const { cosines } = measureLevels(told(['de', 'en', 'fr'], 40), comparison(across))
    assert.ok(cosines.shares.length >= 6)
    cosines.same.forEach((same, i) => assert.ok(Math.abs(same - (cosines.other[i] ?? 0) - 0.1) < 0.03, `${same} ${cosines.other[i]}`))
  })

  it('tell a pair of languages that lies lower than others, drawn towards them', () => {
    const gap = (a: Told, b: Told) => (pairKey(a.language, b.language) === 'de|ja' ? 0.2 : across(a, b))
    const { cosines } = measureLevels(told(['de', 'en', 'ja'], 40), comparison(gap))
    const [pair, known] = [cosines.pairs['de|ja']?.[2] ?? 1, cosines.pairs['de|en']?.[2] ?? 0]
    assert.ok(pair < known - 0.03 && pair > known - 0.1, `${pair} ${known}`)
  })

  it('tell the words that pairs across languages lack, never fewer for nearer ones', () => {
    const { words } = measureLevels(told(['de', 'en'], 40), comparison(across))
    assert.ok(words.cosines.length >= 6)
    assert.deepEqual(
      words.lacking,
      words.lacking.toSorted((a, b) => a - b),
    )
    assert.ok((words.lacking.at(-1) ?? 0) > 0.2)
  })

  it('say nothing of one language, of few videos, or of a pair with few', () => {
    assert.deepEqual(measureLevels(told(['en'], 60), comparison(across)), NO_LANGUAGE_LEVELS)
    assert.deepEqual(measureLevels(told(['de', 'en'], 4), comparison(across)), NO_LANGUAGE_LEVELS)
    assert.deepEqual(measureLevels([...told(['en'], 60), ...told(['de', 'fr'], 4)], comparison(across)), NO_LANGUAGE_LEVELS)
    const few = measureLevels([...told(['de', 'en'], 40), ...told(['fr'], 8)], comparison(across))
    assert.deepEqual(Object.keys(few.cosines.pairs), ['de|en'])
  })

  it('come back from their bytes, which are the same for the same sample', () => {
    const levels = measureLevels(told(['de', 'en'], 40), comparison(across))
    const bytes = encodeLanguageLevels(levels)
    assert.deepEqual(decodeLanguageLevels(bytes), levels)
    assert.deepEqual(encodeLanguageLevels(measureLevels(told(['de', 'en'], 40), comparison(across))), bytes)
    assert.throws(() => decodeLanguageLevels(Buffer.from('{}')))
  })
})
