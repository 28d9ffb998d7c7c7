import type { RankingPayload } from './point.ts'

/** Names in the packed form: it is read for every candidate of every request, and long names would be half of it. */
const LETTERS: Readonly<Record<keyof RankingPayload, string>> = {
  standing: 'st',
  mix: 'm',
  language: 'l',
  textLanguage: 'tl',
  channelId: 'c',
  category: 'k',
  publishedAt: 'p',
  availableFrom: 'af',
  availableUntil: 'au',
  durationSeconds: 'd',
  embeddable: 'e',
  ageRestricted: 'ar',
  madeForKids: 'mk',
  regions: 'r',
  duplicateKeys: 'dk',
  titleKey: 't',
  shortTitleKey: 'ts',
  numbers: 'n',
  years: 'y',
  simhash: 'h',
  sketch: 's',
  series: 'se',
}

/** What is left out, since it is so for nearly every video. */
const USUAL = { standing: 'shown', embeddable: true, ageRestricted: false, madeForKids: false } as const

const NAMES = new Map(Object.entries(LETTERS).map(([name, letter]) => [letter, name]))

/** A ranking payload as JSON with short names and without what is usual. */
export function packRanking(ranking: RankingPayload): string {
  const unusual = Object.entries(withoutUsualLanguage(ranking)).filter(
    ([name, value]) => !(name in USUAL) || USUAL[name as keyof typeof USUAL] !== value,
  )
  return JSON.stringify(Object.fromEntries(unusual.map(([name, value]) => [LETTERS[name as keyof RankingPayload], value])))
}

/** In place of a text's language that could not be told, where what is spoken is known. */
const NOT_TOLD = 0

/** Nearly every video is written in what is spoken: only what differs is kept. */
function withoutUsualLanguage({ textLanguage, ...others }: RankingPayload): object {
  if (textLanguage === others.language) return others
  return { ...others, textLanguage: textLanguage ?? NOT_TOLD }
}

/** What `packRanking` was given. */
export function unpackRanking(packed: string): RankingPayload {
  return namedRanking(JSON.parse(packed) as PackedRanking)
}

/** The object that the packed JSON holds. */
export type PackedRanking = Readonly<Record<string, unknown>>

export function namedRanking(packed: PackedRanking): RankingPayload {
  const ranking: Record<string, unknown> = { ...USUAL }
  for (const letter in packed) ranking[NAMES.get(letter) ?? letter] = packed[letter]
  if (ranking['textLanguage'] === undefined && ranking['language'] !== undefined) ranking['textLanguage'] = ranking['language']
  if (ranking['textLanguage'] === NOT_TOLD) delete ranking['textLanguage']
  return ranking as unknown as RankingPayload
}
