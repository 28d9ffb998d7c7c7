import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { spellingKeys, titleKeys } from '#shared/text/spelling/keys.ts'
import { nearIn } from '#shared/text/spelling/nearest.ts'
import { slips } from '#shared/text/spelling/slips.ts'
import { respelled, spelledWords } from '#shared/text/spelling/spelled-words.ts'
import type { SpelledWord } from '#shared/text/spelling/spelled-words.ts'

const first = (text: string): SpelledWord => spelledWords(text)[0] ?? assert.fail(text)

/** Letters of several scripts; the same count in every word made of them. */
const someLetters = fc
  .constantFrom('abcdefgh', 'бвгджзкл', 'αβγδεζηθ', 'ابتثجحخد', 'अबकदगमनप')
  .chain((alphabet) =>
    fc.array(fc.constantFrom(...Array.from(alphabet)), { minLength: 4, maxLength: 14 }).map((letters) => ({ alphabet, letters })),
  )

const someSlip = fc.tuple(someLetters, fc.nat(), fc.nat(), fc.constantFrom('drop', 'add', 'swap', 'replace'))

function slipped({ alphabet, letters }: { alphabet: string; letters: string[] }, at: number, other: number, way: string): string[] {
  const i = at % (letters.length - 1)
  const letter = Array.from(alphabet)[other % 8] ?? ''
  const [own = '', next = ''] = letters.slice(i)
  if (way === 'drop') return letters.length === 4 ? letters : letters.toSpliced(i, 1)
  if (way === 'add') return letters.toSpliced(i, 0, letter)
  return way === 'swap' ? letters.toSpliced(i, 2, next, own) : letters.toSpliced(i, 1, letter)
}

describe('spelled words', () => {
  it('are found in every script, without numbers and short words', () => {
    const written = (text: string) => spelledWords(text).map((word) => word.written)
    assert.deepEqual(written('Sourdough bread: my FIRST loaf, 4k, web3'), ['sourdough', 'bread', 'first', 'loaf'])
    assert.deepEqual(written('Docker入門ガイド 東京'), ['docker', '入門ガイド'])
    assert.deepEqual(written('한국어 배우기'), ['한국어', '배우기'])
    assert.deepEqual(written('Хлеб на закваске, रोटी, ขนมปัง, العجين'), ['хлеб', 'закваске', 'रोटी', 'ขนมปัง', 'العجين'])
  })

  it('are replaced where they stand', () => {
    assert.equal(respelled('Sourdouh, twice: sourdouh!', new Map([['sourdouh', 'sourdough']])), 'sourdough, twice: sourdough!')
    assert.equal(respelled('docker入文', new Map([['入文', '入門']])), 'docker入門')
  })
})

describe('spelling keys', () => {
  it('are shared by words that are one slip apart, in every script', () => {
    fc.assert(
      fc.property(someSlip, ([word, at, other, way]) => {
        const [a, b] = [word.letters, slipped(word, at, other, way)].map(
          (letters) => new Set(spellingKeys({ written: '', letters, isRun: false })),
        )
        assert.ok(a !== undefined && b !== undefined && Array.from(a).some((key) => b.has(key)))
      }),
    )
  })

  it('leave out the stop words of a title, and are not without end', () => {
    assert.deepEqual(titleKeys('With what they have', 'en'), [])
    assert.ok(titleKeys('Donaudampfschifffahrtsgesellschaft '.repeat(20), 'de').length <= 96)
    assert.ok(
      titleKeys(Array.from({ length: 200 }, (_, i) => `word${String.fromCodePoint(97 + (i % 26))}ish`).join(' '), 'en').length <= 96,
    )
  })
})

describe('slips', () => {
  it('count letters left out, put in, replaced and swapped', () => {
    const between = (a: string, b: string) => slips(Array.from(a), Array.from(b))
    assert.deepEqual(
      [
        between('bread', 'bread'),
        between('bred', 'bread'),
        between('breaad', 'bread'),
        between('braed', 'bread'),
        between('bresd', 'bread'),
      ],
      [0, 1, 1, 1, 1],
    )
    assert.deepEqual([between('', 'abc'), between('tommorow', 'tomorrow'), between('kitten', 'sitting')], [3, 2, 3])
  })

  it('are a distance: symmetric, and 0 only of equal words', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 })
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        assert.equal(slips(a, b), slips(b, a))
        assert.equal(slips(a, b) === 0, a.join('') === b.join(''))
      }),
    )
  })
})

describe('what is near in a title', () => {
  it('is a word within the allowance, the nearest first', () => {
    assert.deepEqual(nearIn('Brad bakes bread', first('bread')), [
      { written: 'bread', slips: 0 },
      { written: 'brad', slips: 1 },
    ])
    assert.deepEqual(nearIn('A tidy shed', first('bread')), [])
    assert.deepEqual(nearIn('Le café des artistes', first('cafe')), [{ written: 'café', slips: 0 }])
    assert.deepEqual(nearIn('한국어 배우기', first('한국아')), [{ written: '한국어', slips: 1 }])
  })

  it('is a part of a run where no spaces are', () => {
    assert.equal(nearIn('天然酵母面包的做法', first('酵毋面包'))[0]?.written, '酵母面包')
    assert.equal(nearIn('วิธีทำขนมปังที่บ้าน', first('ขนมปัก'))[0]?.slips, 1)
  })
})
