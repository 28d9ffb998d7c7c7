import type { ChannelState } from '#shared/index/video-index.ts'
import type { Signals } from '#shared/signals/signal-store.ts'
import type { Video } from '#shared/video/event.ts'
import type { Order } from '#shared/video/order.ts'

/** A change of a video as it was acknowledged. Kept for good, so that every collection can be made again from it. */
export interface DocumentChange {
  readonly id: string
  readonly order: Order
  /** The document with its transcript resolved; null for a delete. */
  readonly document: Video | null
  /** Epoch milliseconds: when the publisher sent it, and when it was stored. */
  readonly eventTime: number
  readonly ingestedAt: number
  /** The registry's revision under which it was written. */
  readonly registryRevision: number
}

/** A vector as a recipe made it, apart from the document: an edit of metadata does not repeat it. */
export interface VectorRow {
  readonly id: string
  readonly recipeDigest: string
  readonly textHash: string
  readonly vector: Float32Array
}

/** How many rows hold content of some videos: what erasing them removes. */
export interface VideoContent {
  readonly changes: number
  readonly vectors: number
  readonly signals: number
}

/** Append-only history, erasure apart. Appending what is there already changes nothing, so redelivery is harmless. */
export interface Warehouse {
  appendChanges(changes: readonly DocumentChange[]): Promise<void>
  appendVectors(rows: readonly VectorRow[]): Promise<void>
  appendSignals(signals: readonly Signals[]): Promise<void>
  appendChannels(channels: readonly ChannelState[]): Promise<void>
  /** The winning change of every video (tombstones too), by id, from after `afterId` on. */
  latestChanges(options?: { readonly afterId?: string; readonly pageSize?: number }): AsyncIterable<DocumentChange>
  /** The winning change of given videos. */
  changesOf(ids: readonly string[]): Promise<ReadonlyMap<string, DocumentChange>>
  count(): Promise<{ readonly changes: number; readonly videos: number; readonly vectors: number }>
  contentOf(ids: readonly string[]): Promise<VideoContent>
  /** Removes for good all rows that hold content of the videos; what a delete leaves stays. Safe to repeat. */
  erase(ids: readonly string[]): Promise<void>
}
