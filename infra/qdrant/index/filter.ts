import type { Filter as VideoFilter } from '#shared/index/filter.ts'
import { is, isAnyOf, type Condition, type Filter } from '../conditions.ts'
import { KEY } from '../keys.ts'
import { pointId } from '../point-id.ts'

/**
 * The rule `passes` as a filter of Qdrant, with suspended channels left out. A key that is missing matches no condition: so what a video
 * must have stands under `must`, and what it must not have, where having nothing is fine, under `must_not`.
 */
export function conditionsOf(filter: VideoFilter): Filter {
  return {
    must: [
      is(KEY.standing, 'shown'),
      ...oneOf(KEY.language, filter.languages),
      ...oneOf(KEY.channelId, filter.channels),
      ...oneOf(KEY.category, filter.categories),
      ...oneOf(KEY.identityKeys, filter.sameAs),
      ...(filter.ids === undefined ? [] : [{ has_id: filter.ids.map(pointId) }]),
      ...within(filter),
    ],
    must_not: [
      is(KEY.channelSuspended, true),
      { key: KEY.availableFrom, range: { gt: filter.now } },
      { key: KEY.availableUntil, range: { lte: filter.now } },
      ...(filter.ageRestricted ? [] : [is(KEY.ageRestricted, true)]),
      ...(filter.embeddableOnly === true ? [is(KEY.notEmbeddable, true)] : []),
      ...noneOf(KEY.language, filter.notLanguages),
      ...noneOf(KEY.channelId, filter.notChannels),
      ...noneOf(KEY.category, filter.notCategories),
      ...closedTo(filter.regions),
      ...idIn(filter.notIds),
    ],
  }
}

/** Matches points by the ids of their videos. */
export function idIn(ids: readonly string[] | undefined): Condition[] {
  return ids === undefined || ids.length === 0 ? [] : [{ has_id: ids.map(pointId) }]
}

function oneOf(key: string, values: readonly string[] | undefined): Condition[] {
  return values === undefined ? [] : [isAnyOf(key, values)]
}

function noneOf(key: string, values: readonly string[] | undefined): Condition[] {
  return values === undefined || values.length === 0 ? [] : [isAnyOf(key, values)]
}

/** What videos that a country may not see have. */
function closedTo(countries: VideoFilter['regions']): Condition[] {
  if (countries === 'unknown') return [isAnyOf(KEY.regionLimit, ['allowed', 'blocked'])]
  return countries.flatMap((country) => [
    { must: [is(KEY.regionLimit, 'blocked'), is(KEY.regions, country)] },
    { must: [is(KEY.regionLimit, 'allowed')], must_not: [is(KEY.regions, country)] },
  ])
}

function within({ minDuration, maxDuration }: VideoFilter): Condition[] {
  if (minDuration === undefined && maxDuration === undefined) return []
  return [{ key: KEY.durationSeconds, range: { gte: minDuration ?? 0, ...(maxDuration === undefined ? {} : { lte: maxDuration }) } }]
}
