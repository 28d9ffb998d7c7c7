import { allowance, slips } from './slips.ts'
import { lettersOf, spelledWords } from './spelled-words.ts'
import type { SpelledWord } from './spelled-words.ts'

/** A word of a title that may be meant. */
export interface Near {
  readonly written: string
  /** 0: the word itself. */
  readonly slips: number
}

/** The words of a title that are spelled like a word, nearest first; of a run of signs, the part of a title's run that is. */
export function nearIn(title: string, word: SpelledWord): Near[] {
  const most = allowance(word)
  return spelledWords(title)
    .filter(({ isRun }) => isRun === word.isRun)
    .flatMap((other) => (word.isRun ? partsOf(other, Array.from(word.written).length) : [other]))
    .filter(({ letters }) => Math.abs(letters.length - word.letters.length) <= most)
    .map(({ written, letters }) => ({ written, slips: slips(letters, word.letters) }))
    .filter((near) => near.slips <= most)
    .sort((a, b) => a.slips - b.slips)
}

/** The parts of a run that have a length, or one sign more or less. */
function partsOf({ written }: SpelledWord, length: number): Pick<SpelledWord, 'written' | 'letters'>[] {
  const signs = Array.from(written)
  return [0, -1, 1].flatMap((more) =>
    signs.slice(0, Math.max(0, signs.length - length - more + 1)).map((_, start) => {
      const part = signs.slice(start, start + length + more).join('')
      return { written: part, letters: lettersOf(part) }
    }),
  )
}
