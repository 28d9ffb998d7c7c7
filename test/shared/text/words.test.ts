import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { wordsOf, wordVector } from '#shared/text/words.ts'
import { LANGUAGES } from '#shared/text/words/languages.ts'
import type { WordTexts } from '#shared/text/words.ts'

const OPTIONS = { language: 'en', maxTerms: 64, titleCount: 2 }

function words(texts: Partial<WordTexts>, options: Partial<typeof OPTIONS> = {}) {
  return wordVector({ title: '', description: '', tags: [], transcript: '', ...texts }, { ...OPTIONS, ...options })
}

/** Weight of a term as a multiple of another's. */
function ratio(vector: ReadonlyMap<string, number>, term: string, to: string): number {
  return (vector.get(term) ?? NaN) / (vector.get(to) ?? NaN)
}

function assertNear(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`)
}

describe('wordVector', () => {
  it('weighs 1 + ln tf, the title counted as often as told', () => {
    const vector = words({ title: 'rye', description: 'bread bread bread oven' })
    assertNear(ratio(vector, 'rye', 'oven'), 1 + Math.log(2))
    assertNear(ratio(vector, 'bread', 'oven'), 1 + Math.log(3))
  })

  it('counts a term of the tags once', () => {
    assertNear(ratio(words({ tags: ['rye bread', 'white bread'] }), 'bread', 'white'), 1)
  })

  it('finds one term in all fields', () => {
    const vector = words({ title: 'Baking', description: 'bakes', tags: ['baked'], transcript: 'baking bakes oven' })
    assertNear(ratio(vector, 'bake', 'oven'), 1 + Math.log(6))
  })

  it('keeps what title and tags name, then the frequent, then the longer', () => {
    const texts = { title: 'rye', tags: ['zest'], description: 'oven oven sourdough yeast salt' }
    assert.deepEqual(Array.from(words(texts, { maxTerms: 4 }).keys()).sort(), ['oven', 'rye', 'sourdough', 'zest'])
  })

  it('reads each text in its own language', () => {
    const vector = wordVector(
      { title: 'Die Häuser der Stadt', description: '', tags: [], transcript: 'les maisons de la ville sont dans les rues' },
      { ...OPTIONS, language: 'de', transcriptLanguage: 'fr' },
    )
    assert.deepEqual(Array.from(vector.keys()).sort(), ['haus', 'maison', 'ru', 'stadt', 'vill'])
  })

  it('stems no word of any language to nothing, and fails on none', () => {
    for (const language of Object.keys(LANGUAGES)) {
      const vector = words({ title: 'фермери встречи बालिकाहरूले running Häuser', tags: ['как', 'की'] }, { language })
      assert.ok(vector.size > 0 && !vector.has(''), language)
    }
  })

  it('is empty where there are no words', () => {
    assert.equal(words({ title: '!!!', description: 'the' }).size, 0)
  })

  it('is a unit vector of at most the terms asked for, whatever the text, and the same for the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.lorem({ maxCount: 80 }), (title, description) => {
        const vector = words({ title, description }, { maxTerms: 16 })
        assert.ok(vector.size <= 16)
        if (vector.size > 0) assertNear(Math.hypot(...vector.values()), 1)
        assert.deepEqual(vector, words({ title, description }, { maxTerms: 16 }))
      }),
      { numRuns: 100 },
    )
  })

  it('does not depend on the order of the tags', () => {
    const tags = fc.uniqueArray(fc.constantFrom('rye', 'bread', 'sour dough', 'oven', 'baking', 'bakers'))
    fc.assert(
      fc.property(tags, (list) => {
        assert.deepEqual(new Map(Array.from(words({ tags: list.toReversed() })).sort()), new Map(Array.from(words({ tags: list })).sort()))
      }),
    )
  })

  it('takes under half a second on a mebibyte without spaces', () => {
    const description = '今天我们来学习如何做一道美味的红烧肉'.repeat(58_000)
    const start = performance.now()
    assert.ok(words({ description }).size > 5)
    assert.ok(performance.now() - start < 1500, 'three times the limit, for a busy machine')
  })

  it('sees the end of a long text', () => {
    const description = `${'oven '.repeat(40_000)}${'sourdough '.repeat(20_000)}`
    assert.ok(words({ description }).has('sourdough'))
  })
})

describe('wordsOf', () => {
  const wordings = (title: string, description = '', language = 'en') =>
    wordsOf({ title, description, tags: [], transcript: '' }, { ...OPTIONS, language }).wordings

  it('tells how the title writes its terms, the first way of each', () => {
    assert.deepEqual(wordings('Baking what the bakers bake at home', 'rye'), { bake: 'baking', baker: 'bakers', home: 'home' })
  })

  it('reads the title in the language of the whole, so that its terms are those of the word vector', () => {
    const german = 'Wie die Häuser der Stadt vor dem Krieg und nach ihm aussahen'
    assert.deepEqual(wordings('Häuser', german), { haus: 'häuser' })
  })
})
