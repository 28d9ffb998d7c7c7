import type { Filter } from '#shared/index/filter.ts'
import type { Listed } from '#shared/index/video-index.ts'
import { collapse } from '../rank/duplicates.ts'
import { atMost, listWide } from './listing.ts'
import type { Tier, TierContext } from './tier.ts'

/**
 * The newest videos, those in the languages asked for first. They come from the snapshot in memory; the index is asked only where
 * the snapshot has too few under the filter and the channel cap, so that a shelf is never empty while one video may be on it.
 */
export const latest: Tier = {
  name: 'latest',
  fill: async (context) => {
    const { filter, languages } = context
    const first = languages === undefined ? [] : await newest(context, { ...filter, languages })
    return context.enough(first) ? first : collapse([...first, ...(await newest(context, filter))], context.features)
  },
  reason: () => ({ code: 'latest', text: 'Among the newest videos that fit' }),
}

async function newest(context: TierContext, filter: Filter): Promise<readonly Listed[]> {
  const { snapshot, accepts, features } = context
  const kept = collapse((snapshot?.latest(filter) ?? []).filter(accepts), features, atMost(context))
  return context.enough(kept) ? kept : collapse([...kept, ...(await listWide(context, filter))], features)
}
