import { UNKNOWN_ID, type Tokenizer } from './tokenizer/tokenizer.ts'

/** Below this many characters a token, a text is spelled out in scraps: the vocabulary was not made for its language. */
const CHARACTERS_PER_TOKEN = 2.7
const UNKNOWN_SHARE = 0.1
/**
 * Both limits hold for long texts. Those of a few words scatter around their language's mean, by about this over the root of the token count:
 * so much is allowed, and only a part of it where there is another sign of a strange language: "Baking rye bread" reads like Tagalog.
 */
const CHARACTERS_SPREAD = 2
const UNKNOWN_SPREAD = 0.25
const SUSPECT_SHARE = 0.6
/** With fewer tokens the ratio says nothing: "AI", "Łódź". */
const TOKENS_FOR_RATIO = 5
/** The head of a long text says as much about its language as the whole. */
const CHARACTERS_READ = 4000

/** Digits, emoji and other signs belong to no language. */
const NO_LANGUAGE = /[^\p{L}\p{M}\p{P}\p{Z}]+/gu
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
 * Urdu, Bengali…) all texts lie close together and would flood each other's shelves. A text without letters is understood
 * when its signs are in the vocabulary.
 * @param suspect The text looks like one in a language that the model does not know.
 */
export function understandsLanguage(text: string, tokenizer: Tokenizer, suspect = false): boolean {
  const head = text.slice(0, CHARACTERS_READ).normalize('NFKC').toLowerCase()
  const words = head.replace(NO_LANGUAGE, ' ').trim()
  const judged = countOf(LETTERS, words) > 0 ? words : head
  const pieces = tokenizer.encode(judged).subarray(1, -1)
  const spread = (suspect ? SUSPECT_SHARE : 1) / Math.sqrt(pieces.length)
  const unknown = pieces.filter((id) => id === UNKNOWN_ID).length
  if (pieces.length === 0 || unknown / pieces.length > UNKNOWN_SHARE + UNKNOWN_SPREAD * spread) return false
  if (judged !== words || pieces.length < TOKENS_FOR_RATIO || isEastAsian(judged)) return true
  return Array.from(judged).length / pieces.length >= CHARACTERS_PER_TOKEN - CHARACTERS_SPREAD * spread
}
