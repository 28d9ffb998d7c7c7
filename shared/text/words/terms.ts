import { foldAccents } from './fold.ts'
import { LANGUAGES, type Script } from './languages.ts'
import { stopWordsOf } from './stop-words.ts'

const LATIN = /^[\p{Script=Latin}\p{N}]/u

type Stem = (word: string) => string

/** The terms of a text's tokens: without the stop words of its language, stemmed, accents folded. Order and repetitions stay. */
export function termsOf(tokens: readonly string[], language: string | undefined): string[] {
  const rules = LANGUAGES[language ?? '']
  const stem = stemmerFor(rules?.script, rules?.stem)
  const stopWords = stopWordsOf(language)
  return tokens.filter((token) => !stopWords.has(foldAccents(token))).map((token) => foldAccents(stem(token) || token))
}

/** Latin words inside a text of another script are mostly English; nothing is stemmed by a stemmer for another script. */
function stemmerFor(script: Script | undefined, own: Stem = same): Stem {
  if (script === undefined || script === 'Latin') return own
  const english = LANGUAGES['en']?.stem ?? same
  return (token) => (LATIN.test(token) ? english(token) : own(token))
}

function same(word: string): string {
  return word
}
