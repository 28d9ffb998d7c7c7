import type { ChannelState } from '#shared/index/video-index.ts'
import type { FieldMix } from '#shared/recipe/recipe.ts'
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
  /** Which fields are in it. */
  readonly mix: FieldMix
  readonly vector: Float32Array
}

/** The winning changes as they were at one moment: what is stored afterwards is not in it, what is erased afterwards goes from it too. */
export interface Snapshot {
  /** By which any process can read it, and one that was killed go on reading. */
  readonly id: string
  readonly videos: number
}

export interface SnapshotOptions {
  /** Only changes that were stored at this time (epoch ms) or later; of each video the greatest of those. */
  readonly since?: number
}

/** A video and how near it is. */
export interface Near {
  readonly id: string
  readonly cosine: number
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
  takeSnapshot(options?: SnapshotOptions): Promise<Snapshot>
  /** Its changes by id, from after `afterId` on. @throws UpnextError `not-found` for one that is gone. */
  readSnapshot(id: string, options?: { readonly afterId?: string; readonly pageSize?: number }): AsyncIterable<DocumentChange>
  /** Dropping what is not there is no error. Forgotten ones go by themselves, after a week. */
  dropSnapshot(id: string): Promise<void>
  /** The winning change of given videos. */
  changesOf(ids: readonly string[]): Promise<ReadonlyMap<string, DocumentChange>>
  count(): Promise<{ readonly changes: number; readonly videos: number; readonly vectors: number }>
  /** The vectors that a recipe has made for given videos, one a text; videos without are missing. */
  vectorsOf(recipeDigest: string, ids: readonly string[]): Promise<ReadonlyMap<string, readonly VectorRow[]>>
  /** For how many texts a recipe has made a vector. */
  countVectors(recipeDigest: string): Promise<number>
  /**
   * The videos that are nearest to given ones, by the cosines of the newest vectors that a recipe has made for them, exactly: every vector is
   * measured, in one pass for all. Nearest first, ties by id; itself is not among them; videos without a vector are missing. What is hidden or
   * deleted by now may be among them.
   */
  nearestVectors(recipeDigest: string, ids: readonly string[], limit: number): Promise<ReadonlyMap<string, readonly Near[]>>
  /** Of all ids that were ever stored those that come first by sha256 of `seed:id` (hex): the same draw everywhere. */
  sampleIds(seed: number, limit: number): Promise<readonly string[]>
  /** When the newest change was stored (epoch ms); undefined: there is none. */
  lastIngestedAt(): Promise<number | undefined>
  contentOf(ids: readonly string[]): Promise<VideoContent>
  /** Removes for good all rows that hold content of the videos; what a delete leaves stays. Safe to repeat. */
  erase(ids: readonly string[]): Promise<void>
}
