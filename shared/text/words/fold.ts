/** Letters that Unicode does not decompose although readers take them for variants of others. */
const VARIANTS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
  ё: 'е',
}

const PLAIN = /^[a-z0-9]*$/
/** An accent on a Latin or Greek letter is often left out; on a Cyrillic one only the stress mark is. Elsewhere marks are letters. */
const ACCENTS = /(?<=[\p{Script=Latin}\p{Script=Greek}]\p{Mn}*)\p{Mn}|(?<=\p{Script=Cyrillic})[\u0300\u0301]/gu
/** Vowel points of Arabic and Hebrew, and the Arabic stretching line: written or not, the word is the same. */
const POINTS = /[\u064b-\u0652]|\u0640|[\u0591-\u05bd]|\u05bf|\u05c1|\u05c2|\u05c7/g

/** A lower-case word without what is written now and then: accents (Latin, Greek), stress marks (Cyrillic), vowel points (Arabic, Hebrew). */
export function foldAccents(word: string): string {
  if (PLAIN.test(word)) return word
  const bare = word.normalize('NFD').replace(ACCENTS, '').replace(POINTS, '').normalize('NFC')
  return bare.replace(/[ßæœøłđðþıςё]/g, (letter) => VARIANTS[letter] ?? letter)
}
