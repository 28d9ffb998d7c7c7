import { foldAccents } from '../words/fold.ts'

/** A word as somebody spelled it. */
export interface SpelledWord {
  /** As it stands in the text, in NFKC and lower case. */
  readonly written: string
  /** What spelling is compared by: its letters without accents, those of Hangul and of marked kana taken apart. */
  readonly letters: readonly string[]
  /** Of a script that puts no space between words: a run of them. */
  readonly isRun: boolean
}

/** Runs of scripts without spaces apart from words of the others; neither holds digits. */
const UNSPACED =
  '[[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}]&&[\\p{L}\\p{M}]]+'
const WORDS = new RegExp(
  String.raw`(${UNSPACED})|[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d]*?(?=${UNSPACED}|[^\p{L}\p{M}\p{N}\u200c\u200d]|$)`,
  'gv',
)
const DIGIT = /\p{N}/u
/** Shorter words are one letter away from too many others; signs of these scripts say more. */
const MIN_LETTERS = 4
const MIN_OF_RUN = 3

/** The words of a text that are long enough to tell a slip of the finger by. */
export function spelledWords(text: string): SpelledWord[] {
  return Array.from(plain(text).matchAll(WORDS)).flatMap(([written, run]) => {
    const word = { written, letters: lettersOf(written), isRun: run !== undefined }
    return DIGIT.test(written) || word.letters.length < (word.isRun ? MIN_OF_RUN : MIN_LETTERS) ? [] : [word]
  })
}

/** The text with some of its words, as `spelledWords` gives them, written otherwise. */
export function respelled(text: string, corrections: ReadonlyMap<string, string>): string {
  return plain(text).replaceAll(WORDS, (written) => corrections.get(written) ?? written)
}

export function lettersOf(word: string): string[] {
  return Array.from(foldAccents(word).normalize('NFD'))
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
