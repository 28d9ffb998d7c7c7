import { collapse } from '../rank/duplicates.ts'
import { regionOf } from '../upkeep/trending-lists.ts'
import { atMost } from './listing.ts'
import type { Tier } from './tier.ts'

/**
 * What is watched most these days, in the viewer's country first and in the languages asked for first. It comes from the snapshot in
 * memory, and passes the same filter.
 */
export const trending: Tier = {
  name: 'trending',
  fill: (context) => {
    const { snapshot, filter, languages, accepts, features } = context
    const region = regionOf(filter.regions)
    const of = (where: typeof filter) => (snapshot?.trending(where, region) ?? []).filter(accepts)
    const first = languages === undefined ? [] : of({ ...filter, languages })
    return Promise.resolve(collapse(context.enough(first) ? first : [...first, ...of(filter)], features, atMost(context)))
  },
  reason: () => ({ code: 'trending', text: 'Watched by many these days' }),
}
