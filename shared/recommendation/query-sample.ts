import type { Filter } from '#shared/index/filter.ts'
import type { Logger } from '#shared/logger.ts'
import { recipeDigest } from '#shared/recipe/recipe.ts'
import type { Audience } from './deps.ts'
import type { Plan } from './plan.ts'
import { requestDigest, type RecommendRequest } from './request/request.ts'
import type { TierItem } from './tiers/registry.ts'

/** Candidates at most that a line names. */
const NAMED = 20
const DIGITS = 12

/**
 * Logs a share of what was asked and answered, for looking into recall and filters afterwards. The request's digest decides, so that it is the
 * same requests on every instance. Only what is asked about one video: a list of several is a viewer's history, and a text a viewer's words.
 */
export function sampleQuery(
  plan: Plan,
  items: readonly TierItem[],
  { viewer }: Audience,
  { querySample: share = 0, logger }: { readonly querySample?: number; readonly logger: Logger },
): void {
  const { request, collection, context } = plan
  if (share <= 0 || viewer !== undefined || !isImpersonal(request)) return
  const digest = requestDigest(request)
  if (Number.parseInt(digest.slice(0, DIGITS), 16) >= share * 16 ** DIGITS) return
  logger.info('query.sampled', {
    request: digest.slice(0, DIGITS),
    seeds: request.positive,
    collection: collection.name,
    recipe: recipeDigest(collection.recipe).slice(0, DIGITS),
    filter: hardParts(context.filter),
    candidates: items.slice(0, NAMED).map(({ id, tier }) => ({ id, tier })),
  })
}

function isImpersonal({ positive, negative, exclude, text, avoidText, cursor }: RecommendRequest): boolean {
  const ofViewers = [...negative, ...exclude, ...[text, avoidText, cursor].filter((value) => value !== undefined)]
  return positive.length === 1 && ofViewers.length === 0
}

/** Of a place only whether there is one. */
function hardParts(filter: Filter) {
  const { regions, languages, channels, categories, minDuration, maxDuration, ageRestricted, embeddableOnly } = filter
  return {
    regions: regions === 'unknown' ? regions : regions.length,
    ...(languages !== undefined && { languages }),
    ...(channels !== undefined && { channels: channels.length }),
    ...(categories !== undefined && { categories: categories.length }),
    ...(minDuration !== undefined && { minDuration }),
    ...(maxDuration !== undefined && { maxDuration }),
    ageRestricted,
    ...(embeddableOnly !== undefined && { embeddableOnly }),
  }
}
