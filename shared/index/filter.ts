import { identityKeys } from './payload.ts'
import type { RankingPayload } from './point.ts'

/** Which videos may be candidates. Every backend applies all of it inside the query; `passes` is the same rule for lists in memory. */
export interface Filter {
  /** Epoch milliseconds: what is outside its dates at this moment is out. */
  readonly now: number
  /**
   * Countries the video must be allowed in, all of them. Empty: any. `unknown`: only videos without region limits
   * (a viewer whose country the load balancer could not tell).
   */
  readonly regions: readonly string[] | 'unknown'
  /** Any of these languages (`languageKey`s). Missing: any. */
  readonly languages?: readonly string[]
  readonly notLanguages?: readonly string[]
  readonly channels?: readonly string[]
  readonly notChannels?: readonly string[]
  readonly categories?: readonly string[]
  readonly notCategories?: readonly string[]
  readonly minDuration?: number
  readonly maxDuration?: number
  /** Whether age-restricted videos may appear. */
  readonly ageRestricted: boolean
  readonly embeddableOnly?: boolean
  readonly notIds?: readonly string[]
  /** Only these videos. Missing: any. */
  readonly ids?: readonly string[]
  /** Any of these `identityKeys`. Missing: any video. */
  readonly sameAs?: readonly string[]
}

/**
 * Whether a video passes. A video without language, channel, category or duration never passes a filter that asks for one,
 * and always one that only forbids some. Suspended channels are the index's (or the kill list's) to leave out.
 */
export function passes(filter: Filter, id: string, video: RankingPayload): boolean {
  return (
    video.standing === 'shown' &&
    isAvailable(video, filter.now) &&
    isAllowedIn(video, filter.regions) &&
    (filter.ageRestricted || !video.ageRestricted) &&
    (filter.embeddableOnly !== true || video.embeddable) &&
    isOneOf(filter.languages, video.language) &&
    isNoneOf(filter.notLanguages, video.language) &&
    isOneOf(filter.channels, video.channelId) &&
    isNoneOf(filter.notChannels, video.channelId) &&
    isOneOf(filter.categories, video.category) &&
    isNoneOf(filter.notCategories, video.category) &&
    isWithin(filter, video.durationSeconds) &&
    isNoneOf(filter.notIds, id) &&
    isOneOf(filter.ids, id) &&
    (filter.sameAs === undefined || identityKeys(video).some((key) => filter.sameAs?.includes(key)))
  )
}

/** From `availableFrom` on, until just before `availableUntil`. */
export function isAvailable(video: RankingPayload, now: number): boolean {
  return (video.availableFrom ?? -Infinity) <= now && now < (video.availableUntil ?? Infinity)
}

function isAllowedIn(video: RankingPayload, countries: Filter['regions']): boolean {
  const { regions } = video
  if (regions === undefined) return true
  if (countries === 'unknown') return false
  return countries.every((country) => ('allowed' in regions ? regions.allowed.includes(country) : !regions.blocked.includes(country)))
}

function isOneOf(wanted: readonly string[] | undefined, value: string | undefined): boolean {
  return wanted === undefined || (value !== undefined && wanted.includes(value))
}

function isNoneOf(unwanted: readonly string[] | undefined, value: string | undefined): boolean {
  return unwanted === undefined || value === undefined || !unwanted.includes(value)
}

function isWithin(filter: Filter, seconds: number | undefined): boolean {
  if (filter.minDuration === undefined && filter.maxDuration === undefined) return true
  return seconds !== undefined && seconds >= (filter.minDuration ?? 0) && seconds <= (filter.maxDuration ?? Infinity)
}
