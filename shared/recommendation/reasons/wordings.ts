import { termsOf } from '#shared/text/words/terms.ts'
import { textLanguage } from '#shared/text/words/text-language.ts'
import { tokenize } from '#shared/text/words/tokens.ts'

/** Terms as people write them, found in the texts in their order; a term that no text holds is left out, since stems are no words. */
export function wordings(terms: readonly string[], texts: readonly string[], language: string | undefined): string[] {
  if (terms.length === 0) return []
  const known = new Map<string, string>()
  for (const text of texts) {
    const tokens = tokenize(text)
    const spoken = textLanguage(tokens, language)
    for (const token of tokens) {
      const [term] = termsOf([token], spoken)
      if (term !== undefined && !known.has(term)) known.set(term, token)
    }
  }
  return terms.flatMap((term) => known.get(term) ?? [])
}
