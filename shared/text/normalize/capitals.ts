/** Shorter lines in capitals are names and abbreviations. */
const MIN_LETTERS = 8
const MIN_SHARE = 0.7

/**
 * A line that shouts, in small letters after its first. The model takes capitals for other words: a title in capitals has a cosine of
 * .59 (median of 400 English titles) with its usual spelling, with a first capital alone 1.00.
 */
export function withoutShouting(line: string): string {
  const capitals = line.replace(/\P{Lu}+/gu, '').length
  const cased = capitals + line.replace(/\P{Ll}+/gu, '').length
  if (cased < MIN_LETTERS || capitals < MIN_SHARE * cased || !/\p{L} +\p{L}/u.test(line)) return line
  const [first = ''] = line
  return first + line.slice(first.length).toLowerCase().normalize('NFKC')
}
