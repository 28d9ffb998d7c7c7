import type { Filter } from '#shared/index/filter.ts'
import { editorialAt } from './editorial.ts'
import type { Placement, Selection } from './placement-schema.ts'
import type { RecommendRequest } from './request.ts'

/**
 * The filter that holds in every tier: all of the request and its placement but the languages, which lower tiers widen.
 * @param now Epoch milliseconds.
 */
export function hardFilter(request: RecommendRequest, placement: Placement, now: number, regions: Filter['regions']): Filter {
  const { minDuration, maxDuration } = durations(request, placement)
  const { hides } = editorialAt(placement, now)
  const channels = selected(request.channels, placement.channels)
  const categories = selected(request.categories, placement.categories)
  const hiddenVideos = hides.flatMap((hide) => ('video' in hide ? hide.video : []))
  const notIds = Array.from(new Set([...request.positive, ...request.exclude, ...request.negative, ...hiddenVideos]))
  const notChannels = [...(channels.not ?? []), ...hides.flatMap((hide) => ('channel' in hide ? hide.channel : []))]
  return {
    now,
    regions,
    ageRestricted: request.ageRestricted,
    ...(channels.only !== undefined && { channels: channels.only }),
    ...(notChannels.length > 0 && { notChannels }),
    ...(categories.only !== undefined && { categories: categories.only }),
    ...(categories.not !== undefined && { notCategories: categories.not }),
    ...(minDuration !== undefined && { minDuration }),
    ...(maxDuration !== undefined && { maxDuration }),
    ...(placement.embeddableOnly && { embeddableOnly: true }),
    ...(notIds.length > 0 && { notIds }),
  }
}

/** The narrower of what caller and policy ask for. */
function durations({ minDuration, maxDuration }: RecommendRequest, { durations: policy = {} }: Placement) {
  const min = [minDuration, policy.min].filter((bound) => bound !== undefined)
  const max = [maxDuration, policy.max].filter((bound) => bound !== undefined)
  return { minDuration: min.length > 0 ? Math.max(...min) : undefined, maxDuration: max.length > 0 ? Math.min(...max) : undefined }
}

/** What both the caller and the policy allow. */
function selected(asked: readonly string[], policy: Selection | undefined): { only?: readonly string[]; not?: readonly string[] } {
  const wanted = asked.length > 0 ? { only: asked } : {}
  if (policy === undefined) return wanted
  if ('blocked' in policy) return { ...wanted, not: policy.blocked }
  return { only: asked.length > 0 ? asked.filter((value) => policy.allowed.includes(value)) : policy.allowed }
}
