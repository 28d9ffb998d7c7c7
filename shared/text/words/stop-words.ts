import { foldAccents } from './fold.ts'
import { LANGUAGES } from './languages.ts'

const NONE: ReadonlySet<string> = new Set()
const SETS = new Map<string, ReadonlySet<string>>()
const HOLDERS = new Map<string, string[]>()

for (const [language, { stopWords = [] }] of Object.entries(LANGUAGES)) {
  const folded = new Set(stopWords.map((word) => foldAccents(word.toLowerCase())))
  SETS.set(language, folded)
  for (const word of folded) HOLDERS.set(word, [...(HOLDERS.get(word) ?? []), language])
}

/** The stop words of a language, folded as `foldAccents` does. */
export function stopWordsOf(language: string | undefined): ReadonlySet<string> {
  return SETS.get(language ?? '') ?? NONE
}

/** The languages that have a folded word among their stop words. */
export function languagesWithStopWord(word: string): readonly string[] {
  return HOLDERS.get(word) ?? []
}
