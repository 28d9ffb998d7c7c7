/** Letters, marks and digits in a row, joiners inside them; `c++`, `c#` and `f#` keep their signs. */
const RUN = /\b(?:c\+\+|[cf]#)|[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d]*/gu
/** Letters of scripts that put no space between words. */
export const UNSPACED_LETTERS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu
const UNSPACED = new RegExp(UNSPACED_LETTERS.source, 'u')
const LONE_LETTER =
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}]$/u
const DIGITS = /^\p{N}+$/u
const MAX_LENGTH = 40

/** ICU takes the dictionary by script, so that one segmenter serves every language. */
const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

/** The words of a text in order, in lower case and NFKC. Lone letters, overlong runs, and numbers of 1 or over 5 digits are no words. */
export function tokenize(text: string): string[] {
  const runs = text.normalize('NFKC').toLowerCase().match(RUN) ?? []
  return runs.flatMap((run) => (UNSPACED.test(run) ? segment(run) : [run])).filter(isWord)
}

/** NFKC takes Thai and Lao AM apart, which neither the segmenter's dictionary nor any list of stop words does. */
function segment(run: string): string[] {
  const composed = run.replaceAll('\u0e4d\u0e32', '\u0e33').replaceAll('\u0ecd\u0eb2', '\u0eb3')
  return Array.from(segmenter.segment(composed)).flatMap(({ segment, isWordLike }) => (isWordLike === true ? [segment] : []))
}

function isWord(token: string): boolean {
  if (token.length > MAX_LENGTH || LONE_LETTER.test(token)) return false
  return !DIGITS.test(token) || (token.length >= 2 && token.length <= 5)
}
