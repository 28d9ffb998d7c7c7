import type { Filter } from '#shared/index/filter.ts'
import { decayed } from '../rank/freshness.ts'
import { scoreOf } from '../score.ts'
import type { TierContext, TierItem, TierName } from './tier.ts'

/** The videos nearest to the query that score above the floor of their kind, best first, ties by id. */
export async function nearest(tier: TierName, context: TierContext, filter: Filter): Promise<readonly TierItem[]> {
  const { query, collection, candidates, recipe, decay } = context
  if (query === undefined) return []
  const found = await context.reads.attempt((index) => index.candidates(collection, { ...query, filter, limit: candidates }))
  return (found ?? [])
    .map((candidate) => ({ id: candidate.id, ranking: candidate.ranking, tier, score: scoreOf(candidate, query.mix, recipe) }))
    .filter(({ score }) => score.aboveFloor)
    .map((item) => ({ item, worth: decayed(item.score.total, item.ranking.publishedAt, decay) }))
    .sort((a, b) => b.worth - a.worth || (a.item.id < b.item.id ? -1 : 1))
    .map(({ item }) => item)
}
