import type { Filter } from '#shared/index/filter.ts'
import { rankCandidates } from '../rank/candidates.ts'
import type { TierContext, TierItem, TierName } from './tier.ts'

/** The videos nearest to the query that score above the floor of their kind, best first. */
export async function nearest(tier: TierName, context: TierContext, filter: Filter): Promise<readonly TierItem[]> {
  const { query, collection, candidates, recipe, decay } = context
  if (query === undefined) return []
  const found = await context.reads.attempt((index) => index.candidates(collection, { ...query, filter, limit: candidates }))
  return rankCandidates(found ?? [], query.mix, recipe, decay)
    .filter(({ score }) => score.aboveFloor)
    .map((item) => ({ ...item, tier }))
}
