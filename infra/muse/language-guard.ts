import { UNKNOWN_ID, type Tokenizer } from './tokenizer/tokenizer.ts'

/** Below this many characters a token, a text is spelled out in scraps: the vocabulary was not made for its language. */
const CHARACTERS_PER_TOKEN = 2.7
const UNKNOWN_SHARE = 0.1
/** With fewer tokens than this the ratio says nothing: "AI", "C++", "3D". */
const TOKENS_FOR_RATIO = 5
/** The head of a long text says as much about its language as the whole. */
const CHARACTERS_READ = 4000

/** Emoji and other signs are unknown to the vocabulary whatever the language. */
const NO_LANGUAGE = /[^\p{L}\p{M}\p{N}\p{P}\p{Z}]+/gu
const LETTERS = /\p{L}/gu
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu

function countOf(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0
}

/** Whether half of a text's letters are Chinese, Japanese or Korean, whose characters are words or syllables. */
function isEastAsian(text: string): boolean {
  return countOf(EAST_ASIAN, text) * 2 > countOf(LETTERS, text)
}

/**
 * Whether the model knows the language of a text. In one that it does not know (Hindi, Vietnamese, Hebrew, Persian, Tamil,
 * Urdu, Bengali…) all texts lie close together and would flood each other's shelves. A text without a letter or digit has no
 * language and is not understood.
 */
export function understandsLanguage(text: string, tokenizer: Tokenizer): boolean {
  const words = text.slice(0, CHARACTERS_READ).replace(NO_LANGUAGE, ' ').trim()
  if (!/[\p{L}\p{N}]/u.test(words)) return false
  const pieces = tokenizer.encode(words).subarray(1, -1)
  const unknown = pieces.filter((id) => id === UNKNOWN_ID).length
  if (unknown > pieces.length * UNKNOWN_SHARE) return false
  if (pieces.length < TOKENS_FOR_RATIO || isEastAsian(words)) return true
  return Array.from(words).length >= pieces.length * CHARACTERS_PER_TOKEN
}
