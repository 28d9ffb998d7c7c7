import { digestOf } from '#shared/video/document.ts'
import type { Video } from '#shared/video/event.ts'
import { languageKey } from '#shared/video/language.ts'
import type { FieldMix } from '#shared/recipe/recipe.ts'
import type { DisplayPayload, RankingPayload, Standing } from './point.ts'

/** What filtering and ranking need of a video. */
export function rankingPayload(video: Video, mix: FieldMix): RankingPayload {
  return compact({
    standing: standingOf(video),
    mix,
    language: video.language === undefined ? undefined : languageKey(video.language),
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
    duplicateKeys: duplicateKeys(video),
  })
}

export function displayPayload(video: Video): DisplayPayload {
  return compact({ title: video.title, thumbnailUrl: video.thumbnailUrl, url: video.url })
}

export function standingOf(video: Video): Standing {
  if (video.visibility === 'private' || video.moderation !== 'approved') return 'hidden'
  return video.visibility === 'public' && video.recommendable ? 'shown' : 'seed-only'
}

/** Shorter titles than this say too little to know a video by, whatever its channel. */
const TELLING_TITLE = 12

/**
 * Keys that two uploads of one video share: the address it came from; its title on its channel, case and punctuation aside; on
 * any channel a telling title with the very same duration.
 */
function duplicateKeys(video: Video): string[] {
  const title = video.title
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  const source = [video.sourceUrl, video.url].map((address) => address?.trim()).find((address) => address !== undefined && address !== '')
  const keys: string[] = []
  if (source !== undefined) keys.push(shortDigest(['source', source]))
  if (title !== '' && video.channelId !== undefined) keys.push(shortDigest(['title', title, video.channelId]))
  if (title.length >= TELLING_TITLE && video.durationSeconds !== undefined)
    keys.push(shortDigest(['length', title, String(video.durationSeconds)]))
  return keys
}

function shortDigest(parts: readonly string[]): string {
  return digestOf(parts).slice(0, 16)
}

function instant(time: string | undefined): number | undefined {
  return time === undefined ? undefined : Date.parse(time)
}

/** The object without its undefined fields. */
function compact<T extends object>(fields: { [K in keyof T]: T[K] | undefined } & object): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
}
