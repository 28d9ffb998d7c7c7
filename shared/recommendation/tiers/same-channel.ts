import { listNewest, preferred } from './listing.ts'
import type { Tier } from './tier.ts'

/** The newest of the seeds' channels. */
export const sameChannel: Tier = {
  name: 'same-channel',
  fill: async (context) => {
    const { filter } = context
    const channels = context.channels.filter((channel) => filter.channels?.includes(channel) ?? true)
    if (channels.length === 0) return []
    return preferred(await listNewest(context, { ...filter, channels }), context.languages)
  },
  reason: () => ({ code: 'same-channel', text: 'From the same channel' }),
}
