/** At most `perChannel` items of a channel among any `window` neighbours. */
export interface ChannelCap {
  readonly perChannel: number
  readonly window: number
}

interface OfChannel {
  readonly ranking: { readonly channelId?: string }
}

/** The cap at a diversity of 0 (as it is) to 1 (one item a channel). */
export function tightened(cap: ChannelCap, diversity: number): ChannelCap {
  return { ...cap, perChannel: Math.round(cap.perChannel - diversity * (cap.perChannel - 1)) }
}

/**
 * Up to `limit` items in their order, each place taken by the next best item that the cap lets in. Items without a channel always
 * fit. Where none fits, the list ends, or with `yields` the best of those left is taken all the same: a catalogue of one channel
 * has shelves too.
 */
export function place<T extends OfChannel>(
  items: readonly T[],
  limit: number,
  cap: ChannelCap,
  { yields }: { readonly yields: boolean },
): T[] {
  const left = items.slice()
  const placed: T[] = []
  while (placed.length < limit && left.length > 0) {
    const full = fullChannels(placed, cap)
    const fitting = left.findIndex(({ ranking: { channelId } }) => channelId === undefined || !full.has(channelId))
    if (fitting === -1 && !yields) break
    placed.push(...left.splice(Math.max(fitting, 0), 1))
  }
  return placed
}

/** Channels that may not come next: the window that ends there has enough of them. */
function fullChannels(placed: readonly OfChannel[], { perChannel, window }: ChannelCap): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const { ranking } of placed.slice(Math.max(0, placed.length - window + 1))) {
    if (ranking.channelId !== undefined) counts.set(ranking.channelId, (counts.get(ranking.channelId) ?? 0) + 1)
  }
  return new Set(Array.from(counts.keys()).filter((channel) => (counts.get(channel) ?? 0) >= perChannel))
}
