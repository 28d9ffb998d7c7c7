import type { Filter } from '#shared/index/filter.ts'
import { rankCandidates } from '../rank/candidates.ts'
import type { Found, Reason, TierContext } from './tier.ts'

/** The videos nearest to the query that score above the floor of their kind, best first. */
export async function nearest(context: TierContext, filter: Filter): Promise<readonly Found[]> {
  const { query, collection, candidates, recipe, decay } = context
  if (query === undefined) return []
  const found = await context.reads.attempt((index) => index.candidates(collection, { ...query, filter, limit: candidates }))
  return rankCandidates(found ?? [], query.mix, recipe, decay).filter(({ score }) => score.aboveFloor)
}

/** What made a video one of the nearest. */
export function likeness({ score }: Found, byText: boolean): Reason {
  if (byText) return { code: 'matches-text', text: 'Matches what was searched for' }
  return score?.kind === 'words'
    ? { code: 'shared-words', text: 'Shares distinctive words' }
    : { code: 'similar', text: 'About a similar subject' }
}
