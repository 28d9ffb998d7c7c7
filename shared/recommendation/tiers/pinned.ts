import { byId } from './listing.ts'
import type { Tier } from './tier.ts'

/** What editors have put at fixed places of this spot, where the filter of the request lets it pass. */
export const pinned: Tier = {
  name: 'pinned',
  fill: async (context) => {
    const ids = context.pins.map(({ video }) => video)
    if (ids.length === 0) return []
    const read = await context.reads.attempt((index) => index.latest(context.collection, { ...context.filter, ids }, ids.length))
    return byId(read ?? [], ids).filter(context.accepts)
  },
  reason: () => ({ code: 'pinned', text: 'Chosen by the editors' }),
}
