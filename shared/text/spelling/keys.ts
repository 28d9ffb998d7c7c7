import { fnv1a } from '#shared/fnv1a.ts'
import { stopWordsOf } from '../words/stop-words.ts'
import { foldAccents } from '../words/fold.ts'
import { textLanguage } from '../words/text-language.ts'
import { spelledWords } from './spelled-words.ts'
import type { SpelledWord } from './spelled-words.ts'

/** A title of eight words has some 50. */
const MAX_KEYS = 96
/** Two to the 24th: Qdrant keeps a table of all dimensions in memory. In 20 million titles some 50 share a key by chance. */
const KEY_BITS = 24
/** What is looked at of a longer word. */
const MAX_LETTERS = 20
/** From here on two slips are forgiven, so that half of the word may be wrong. */
const LONG = 8
const PART = 5

/** Keys of a title by which queries find it that spell its words nearly alike. */
export function titleKeys(title: string, language: string | undefined): readonly number[] {
  const words = spelledWords(title)
  const stopWords = stopWordsOf(
    textLanguage(
      words.map(({ written }) => written),
      language,
    ),
  )
  const telling = words.filter(({ written }) => !stopWords.has(foldAccents(written)))
  return Array.from(new Set(telling.flatMap(spellingKeys))).slice(0, MAX_KEYS)
}

/**
 * Two words that differ by one letter (left out, put in, taken for another, or swapped with the next) share a key: that of one of them, or
 * of what is left of both without a letter (Garbe 2012, "symmetric delete"). Long words share one as well where beginning or end is equal.
 * Runs of scripts without spaces share those of neighbouring signs.
 */
export function spellingKeys({ letters, isRun }: SpelledWord): number[] {
  if (isRun) return neighbours(letters).map((signs) => keyOf('n', signs))
  const word = letters.slice(0, MAX_LETTERS)
  const without = word.map((_, i) => keyOf('d', word.toSpliced(i, 1)))
  const parts = word.length < LONG ? [] : [keyOf('b', word.slice(0, PART)), keyOf('e', word.slice(-PART))]
  return Array.from(new Set([keyOf('d', word), ...without, ...parts]))
}

/** Syllables of South East Asian scripts take several signs. */
const ALPHABETIC = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

function neighbours(signs: readonly string[]): string[][] {
  const size = signs.some((sign) => ALPHABETIC.test(sign)) ? 3 : 2
  return signs.slice(0, signs.length - size + 1).map((_, i) => signs.slice(i, i + size))
}

function keyOf(kind: string, letters: readonly string[]): number {
  const hash = fnv1a(kind + letters.join(''))
  return (hash ^ (hash >>> KEY_BITS)) & ((1 << KEY_BITS) - 1)
}
