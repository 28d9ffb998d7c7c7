import type { Expected } from './expected.ts'
import { eventIn, videoOf } from './expected.ts'
import type { Probe } from './probe.ts'
import { compareOrder } from '#shared/video/order.ts'

/** From when on a video or a channel is down for good: the moment at which its last word was acknowledged. */
export interface TakeDownTimes {
  readonly videos: ReadonlyMap<string, number>
  readonly channels: ReadonlyMap<string, number>
}

/** @param acknowledged the data of messages and when each was first acknowledged. */
export function takeDownTimes(expected: Expected, acknowledged: ReadonlyMap<string, number>): TakeDownTimes {
  const videos = new Map<string, number>()
  const channels = new Map<string, number>()
  for (const [data, at] of acknowledged) {
    const event = eventIn(data)
    if (event === undefined) continue
    for (const { id, order } of videoOf(event)) {
      const last = expected.videos.get(id)
      if (last !== undefined && last.standing !== 'shown' && compareOrder(order, last.order) === 0) earliest(videos, id, at)
    }
    const channel = event.type === 'channel.updated' ? expected.channels.get(event.id) : undefined
    if (event.type === 'channel.updated' && channel?.suspended === true && event.suspended && event.version === channel.version)
      earliest(channels, event.id, at)
  }
  return { videos, channels }
}

function earliest(times: Map<string, number>, id: string, at: number): void {
  times.set(id, Math.min(at, times.get(id) ?? Infinity))
}

export interface Outage {
  readonly from: number
  readonly to: number
}

/** Tiers that answer from memory where they have to. */
const CACHED = new Set(['latest', 'trending'])
/** Milliseconds after which no memory shows a take-down. */
const BOUND_MS = 10_000

/**
 * Items that were shown after they were taken down: from the index, when the question came after the acknowledgement; from memory, later than the bound. A
 * take-down that comes shortly before the index goes away cannot be read: there the bound begins when it is back.
 */
export function violations(probes: readonly Probe[], times: TakeDownTimes, outages: readonly Outage[]): string[] {
  const allowedUntil = (downAt: number, tier = '') => (CACHED.has(tier) ? withOutages(downAt + BOUND_MS, outages) : downAt)
  return probes.flatMap(({ askedAt, items }) =>
    items.flatMap(({ id, tier, channelId }) => {
      const downAt = Math.min(times.videos.get(id) ?? Infinity, times.channels.get(channelId ?? '') ?? Infinity)
      const late = askedAt - allowedUntil(downAt, tier)
      return late > 0 ? [`${id} by ${tier ?? 'no tier'}, ${late} ms too late`] : []
    }),
  )
}

function withOutages(end: number, outages: readonly Outage[]): number {
  return outages.reduce((at, { from, to }) => (from < at && to > at - BOUND_MS ? Math.max(at, to + BOUND_MS) : at), end)
}

/** How many of the items that were shown were taken down later: without any, there was nothing to be seen. */
export function shownBefore(probes: readonly Probe[], times: TakeDownTimes): number {
  const shown = probes.flatMap(({ askedAt, items }) => items.filter(({ id }) => askedAt < (times.videos.get(id) ?? -Infinity)))
  return shown.length
}
