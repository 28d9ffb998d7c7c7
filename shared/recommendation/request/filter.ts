import type { Filter } from '#shared/index/filter.ts'
import type { Placement, Selection } from './placements.ts'
import type { RecommendRequest } from './request.ts'

/**
 * The filter that holds in every tier: all of the request and its placement but the languages, which lower tiers widen.
 * @param now Epoch milliseconds.
 */
export function hardFilter(request: RecommendRequest, placement: Placement, now: number, regions: Filter['regions']): Filter {
  const { minDuration, maxDuration } = request
  const channels = selected(request.channels, placement.channels)
  const categories = selected(request.categories, placement.categories)
  const notIds = Array.from(new Set([...request.positive, ...request.exclude, ...request.negative]))
  return {
    now,
    regions,
    ageRestricted: request.ageRestricted,
    ...(channels.only !== undefined && { channels: channels.only }),
    ...(channels.not !== undefined && { notChannels: channels.not }),
    ...(categories.only !== undefined && { categories: categories.only }),
    ...(categories.not !== undefined && { notCategories: categories.not }),
    ...(minDuration !== undefined && { minDuration }),
    ...(maxDuration !== undefined && { maxDuration }),
    ...(placement.embeddableOnly && { embeddableOnly: true }),
    ...(notIds.length > 0 && { notIds }),
  }
}

/** What both the caller and the policy allow. */
function selected(asked: readonly string[], policy: Selection | undefined): { only?: readonly string[]; not?: readonly string[] } {
  const wanted = asked.length > 0 ? { only: asked } : {}
  if (policy === undefined) return wanted
  if ('blocked' in policy) return { ...wanted, not: policy.blocked }
  return { only: asked.length > 0 ? asked.filter((value) => policy.allowed.includes(value)) : policy.allowed }
}
