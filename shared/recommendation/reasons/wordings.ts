import type { Wordings } from '#shared/index/point.ts'

/** Terms as people write them, by the first title that has each; a term that no title holds is left out, since stems are no words. */
export function worded(terms: readonly string[], titles: readonly Wordings[]): string[] {
  const known = new Map(titles.toReversed().flatMap((wordings) => Object.entries(wordings)))
  return terms.flatMap((term) => known.get(term) ?? [])
}
