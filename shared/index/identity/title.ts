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

/** What stands between the parts of a title; a hyphen only with space around it. */
const BETWEEN = /[|｜•·;()[\]【】「」]+|:(?=\s)|\s[-–—]+\s/u
const YEAR = /(?<!\p{N})(?:19[89]|20[0-4])\p{N}(?!\p{N})/gu
/** "EuroPython 2018", "SciPy 2013 Presentation". */
const WORDS_OF_EVENT = 3

export interface Core {
  /** As `plainTitle`, without the names of events that stand before or after. */
  readonly title: string
  /** The years of those events. */
  readonly years: string
}

/**
 * The title proper. Whoever uploads a talk again often puts the event before or after it: a part of the title with a year and few words. Where
 * nothing else is left, the title is all of it.
 */
export function coreOf(title: string): Core {
  const parts = title
    .normalize('NFKC')
    .split(BETWEEN)
    .map(plainTitle)
    .filter((part) => part !== '')
  const isEvent = (part: string) => part.search(YEAR) >= 0 && /\p{L}/u.test(part) && part.split(' ').length <= WORDS_OF_EVENT
  const own = parts.filter((part) => !isEvent(part))
  if (own.length === parts.length || !own.some((part) => /\p{L}/u.test(part))) return { title: plainTitle(title), years: '' }
  const years = parts.filter(isEvent).flatMap((part) => part.match(YEAR) ?? [])
  return { title: own.join(' '), years: Array.from(new Set(years)).sort().join(' ') }
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
