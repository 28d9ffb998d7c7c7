import type { OutgoingMessage } from '#shared/events/publisher.ts'
import { rankingPayload } from '#shared/index/payload.ts'
import type { ChannelState } from '#shared/index/video-index.ts'
import type { Standing } from '#shared/index/point.ts'
import { compareSignals, type Signals } from '#shared/signals/signal-store.ts'
import { cutToLimits } from '#shared/text/limits.ts'
import { orderOfDelete, orderOfVideo } from '#shared/video/document.ts'
import { parseEvent, type Video, type VideoEvent } from '#shared/video/event.ts'
import { compareOrder, type Order } from '#shared/video/order.ts'

/** How a video stands in the end. */
export interface ExpectedVideo {
  readonly order: Order
  /** Null for a deleted one. */
  readonly document: Video | null
  readonly standing: Standing | 'deleted'
}

/** What all stores must hold in the end, folded from the events by the rules of order alone. */
export interface Expected {
  readonly videos: ReadonlyMap<string, ExpectedVideo>
  readonly signals: ReadonlyMap<string, Signals>
  readonly channels: ReadonlyMap<string, ChannelState>
}

export function expectedOf(messages: readonly OutgoingMessage[]): Expected {
  const events = messages.flatMap(({ data }) => eventIn(Buffer.from(data).toString()) ?? [])
  const videos = greatest(events.flatMap(videoOf), (a, b) => compareOrder(a.order, b.order))
  const signals = greatest(events.flatMap(signalsOf), compareSignals)
  const channels = greatest(
    events.flatMap((event) => (event.type === 'channel.updated' ? [event] : [])),
    (a, b) => a.version - b.version || Number(a.suspended) - Number(b.suspended),
  )
  return { videos, signals, channels }
}

/** The event in a message's data; undefined for poison. */
export function eventIn(data: string): VideoEvent | undefined {
  try {
    return parseEvent(JSON.parse(data))
  } catch {
    return undefined
  }
}

/** The state of a video that an event brings. */
export function videoOf(event: VideoEvent): (ExpectedVideo & { readonly id: string })[] {
  if (event.type === 'video.deleted') return [{ id: event.id, order: orderOfDelete(event), document: null, standing: 'deleted' }]
  if (event.type !== 'video.upserted') return []
  const { video } = cutToLimits(event.video)
  if (video.transcript?.uri !== undefined) return [] // Of these, the traffic has poison alone.
  return [
    { id: video.id, order: orderOfVideo(video), document: video, standing: rankingPayload(video, { mix: '', words: new Map() }).standing },
  ]
}

function signalsOf(event: VideoEvent): Signals[] {
  if (event.type === 'video.signals') return [{ id: event.id, clock: { measuredAt: Date.parse(event.measuredAt) }, views: event.views }]
  if (event.type !== 'video.upserted' || event.video.views === undefined) return []
  const { id, version, views } = event.video
  return [{ id, clock: { initial: version }, views }]
}

function greatest<T extends { readonly id: string }>(items: readonly T[], compare: (a: T, b: T) => number): Map<string, T> {
  return items.reduce((kept, item) => {
    const known = kept.get(item.id)
    return known !== undefined && compare(known, item) >= 0 ? kept : kept.set(item.id, item)
  }, new Map<string, T>())
}
