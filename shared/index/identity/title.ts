import { shortHash } from './short-hash.ts'

/** Shorter titles than this ("Keynote", "Live") are given to different videos again and again. */
const TELLING = 12
/** What uploaders add to a title when they upload a video again. */
const ADDED =
  /\b(?:full (?:hd|video|movie|length)|hd|hq|uhd|[248]k|1080p|720p|re ?upload(?:ed)?|repost(?:ed)?|official video|full)\b|高画質/gu

/** A title's letters and digits alone, in one case, without what a re-upload adds. */
export function plainTitle(title: string): string {
  const plain = title
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
  return plain.replaceAll(ADDED, ' ').replaceAll(/\s+/g, ' ').trim() || plain
}

/** Whether a title, as `plainTitle` gives it, says enough to know a video by. Scripts without spaces say it in fewer characters. */
export function isTelling(plain: string): boolean {
  return plain.length >= (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(plain) ? TELLING / 2 : TELLING)
}

/** The numbers in a title: parts, years, versions. Videos whose titles differ in them are different videos. */
export function numbersOf(plain: string): string {
  const numbers = plain.match(/\p{N}+/gu) ?? []
  return numbers.length === 0 ? '' : shortHash(['numbers', ...numbers], 3)
}
