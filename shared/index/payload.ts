import type { Video } from '#shared/video/event.ts'
import { languageKey } from '#shared/video/language.ts'
import type { FieldMix } from '#shared/recipe/recipe.ts'
import { canonicalAddress } from './identity/address.ts'
import { seriesOf } from './identity/series.ts'
import { shortHash } from './identity/short-hash.ts'
import { simhash } from './identity/simhash.ts'
import { isTellingLength } from './identity/length.ts'
import { coreOf, isTelling, numbersOf } from './identity/title.ts'
import type { DisplayPayload, RankingPayload, Standing, Wordings, WordVector } from './point.ts'

/** What was made from the texts of a video, beside the vector itself. */
export interface Made {
  readonly mix: FieldMix
  readonly sketch?: string
  readonly words: WordVector
  readonly textLanguage?: string | undefined
}

/** What filtering and ranking need of a video. */
export function rankingPayload(video: Video, { mix, sketch, words, textLanguage }: Made): RankingPayload {
  const { title, years } = coreOf(video.title)
  return compact({
    standing: standingOf(video),
    mix,
    language: video.language === undefined ? undefined : languageKey(video.language),
    textLanguage,
    channelId: video.channelId,
    category: video.category,
    publishedAt: Date.parse(video.publishedAt),
    availableFrom: instant(video.availableFrom),
    availableUntil: instant(video.availableUntil),
    durationSeconds: video.durationSeconds,
    embeddable: video.embeddable,
    ageRestricted: video.ageRestricted,
    madeForKids: video.madeForKids,
    regions: video.regions,
    duplicateKeys: duplicateKeys(video, title),
    [isTelling(title) ? 'titleKey' : 'shortTitleKey']: title === '' ? undefined : shortHash(['title', title]),
    numbers: numbersOf(title) || undefined,
    years: years || undefined,
    simhash: simhash(words),
    sketch,
    series: seriesOf(video.title, video.channelId),
  })
}

export function displayPayload(video: Video, wordings: Wordings): DisplayPayload {
  const known = Object.keys(wordings).length > 0
  return compact({ title: video.title, wordings: known ? wordings : undefined, thumbnailUrl: video.thumbnailUrl, url: video.url })
}

export function standingOf(video: Video): Standing {
  if (video.visibility === 'private' || video.moderation !== 'approved') return 'hidden'
  return video.visibility === 'public' && video.recommendable ? 'shown' : 'seed-only'
}

/** Keys by which other videos are looked up that may be this one uploaded again. */
export function identityKeys({ duplicateKeys, titleKey }: RankingPayload): readonly string[] {
  return titleKey === undefined ? duplicateKeys : [...duplicateKeys, titleKey]
}

/** Each alone settles that two uploads are one video: the address it came from; a telling title with the very same length, on any channel. */
function duplicateKeys({ sourceUrl, url, durationSeconds }: Video, title: string): string[] {
  const source = [sourceUrl, url].find((address) => address !== undefined && address.trim() !== '')
  return [
    ...(source === undefined ? [] : [shortHash(['source', canonicalAddress(source)])]),
    ...(isTelling(title) && durationSeconds !== undefined && isTellingLength(durationSeconds)
      ? [shortHash(['length', title, String(Math.round(durationSeconds))])]
      : []),
  ]
}

function instant(time: string | undefined): number | undefined {
  return time === undefined ? undefined : Date.parse(time)
}

/** The object without its undefined fields. */
function compact<T extends object>(fields: { [K in keyof T]: T[K] | undefined } & object): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
}
