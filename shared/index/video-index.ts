import type { FieldMix } from '#shared/recipe/recipe.ts'
import type { Order } from '#shared/video/order.ts'
import type { Filter } from './filter.ts'
import type { DisplayPayload, PayloadPatch, Point, RankingPayload, Tombstone, WordVector } from './point.ts'

/** What a write needs to know of the stored state of a video. */
export interface Head {
  readonly order: Order
  /** Missing for a tombstone. */
  readonly textHash?: string
  /** As in the ranking payload: a patch, which makes no new vector, carries it on. Missing for a tombstone. */
  readonly mix?: FieldMix
  /** Likewise. */
  readonly sketch?: string
}

/** Query weights of terms; the word score of a candidate is the sum of query weight x stored weight over common terms. */
export type WordQuery = ReadonlyMap<string, number>

export interface CandidateQuery {
  /** Unit vector. Missing: candidates come from the words alone. */
  readonly vector?: Float32Array
  readonly words: WordQuery
  readonly filter: Filter
  /** Candidates at most by each retrieving side. */
  readonly limit: number
  /** Which sides bring candidates: `dense` needs a vector; `both` joins the nearest and the best word matches (search). Every candidate has both scores. */
  readonly retrieve: 'dense' | 'words' | 'both'
  /** Measures every point that passes, with no index in between: what recall is compared with. Slow. */
  readonly exact?: boolean
}

export interface Candidate {
  readonly id: string
  /** Missing where the candidate or the query has no vector. */
  readonly cosine?: number
  /** Raw word score, 0 without a common term. */
  readonly words: number
  readonly ranking: RankingPayload
}

/** Titles that are spelled like a word of a search. */
export interface SpellingQuery {
  /** Of the word: see `spellingKeys`. */
  readonly keys: readonly number[]
  readonly filter: Filter
  readonly limit: number
}

/** A video without scores, as `latest` lists it. */
export type Listed = Pick<Candidate, 'id' | 'ranking'>

/** A stored point as a seed needs it: vector and words to search with. */
export type Seed = Pick<Point, 'id' | 'order' | 'textHash' | 'vector' | 'words' | 'ranking' | 'display'> & {
  /** Present where its channel is suspended: it is on no shelf, and none is made from it. */
  readonly channelSuspended?: true
}

export interface ChannelState {
  readonly id: string
  readonly version: number
  readonly suspended: boolean
}

/** A point as a backfill brings it, and when the change behind it was stored: the kill list is about that time, not about the backfill's. */
export interface FilledPoint {
  readonly point: Point | Tombstone
  /** Epoch milliseconds. */
  readonly changedAt: number
}

/** Some points of a collection, tombstones too, in an order of the backend's own that writes do not change. */
export interface ScanPage {
  readonly points: readonly (Head & { readonly id: string })[]
  /** Where the next page begins; null after the last one. */
  readonly next: string | null
}

/** What must not be answered from any cache. */
export interface TakeDowns {
  /** Videos that were deleted or stopped being `shown`. */
  readonly videos: ReadonlySet<string>
  readonly channels: ReadonlySet<string>
}

/**
 * Collections of points, searched by vector and words under a filter. Every write is conditional: it applies only where the order
 * it brings is greater than the stored one (`fill`: where nothing is stored), so that any order, duplicate or repetition of writes ends
 * in the same state.
 * All methods reject with UpnextError: `unavailable` (retry), `corrupt`, `not-found` for an unknown collection.
 */
export interface VideoIndex {
  /** Makes sure that the collection exists. Safe to repeat. */
  createCollection(name: string, spec: { readonly dimensions: number; readonly recipeDigest: string }): Promise<void>
  dropCollection(name: string): Promise<void>

  heads(collection: string, ids: readonly string[]): Promise<ReadonlyMap<string, Head>>
  /** Replaces vector, words and payload as one, where the order beats the stored one. */
  upsert(collection: string, points: readonly (Point | Tombstone)[]): Promise<void>
  /** Replaces the payload where the order beats the stored one and the text hash equals it. Whether it applied, only `heads` tells. */
  patch(collection: string, patches: readonly PayloadPatch[]): Promise<void>
  /**
   * Puts points of different videos where nothing of their id is stored; what is there stays, whatever its order. Cheaper than `upsert`, and
   * harmless whoever sends it again and however late: for collections that are being filled.
   */
  fill(collection: string, points: readonly FilledPoint[]): Promise<void>
  /** Channels have a register of their own, beside all collections; the highest version wins, of one version suspended. */
  putChannels(channels: readonly ChannelState[]): Promise<void>

  /** Live points by id; tombstones and unknown ids are missing from the answer. */
  seeds(collection: string, ids: readonly string[]): Promise<ReadonlyMap<string, Seed>>
  /** Each side's best first, then joined; ties in raw score break by id, in the order of code points (which is that of UTF-8). */
  candidates(collection: string, query: CandidateQuery): Promise<readonly Candidate[]>
  /** Newest first, ties by id. */
  latest(collection: string, filter: Filter, limit: number): Promise<readonly Listed[]>
  /** Scores of given videos for a query, whether they pass the filter or not: what `explain` shows. */
  score(collection: string, query: Pick<CandidateQuery, 'vector' | 'words'>, ids: readonly string[]): Promise<readonly Candidate[]>
  /** The words of live points, for the reasons of what is shown; unknown ids are missing. */
  words(collection: string, ids: readonly string[]): Promise<ReadonlyMap<string, WordVector>>
  /** Titles of videos that share a spelling key, those that share most of them first, ties in any order; for each query. */
  spelledLike(collection: string, queries: readonly SpellingQuery[]): Promise<readonly (readonly string[])[]>
  displays(collection: string, ids: readonly string[]): Promise<ReadonlyMap<string, DisplayPayload>>

  /** Videos whose standing is not `shown`, or that were deleted, by a write since `since` (epoch ms); channels suspended likewise. */
  takeDowns(collection: string, since: number): Promise<TakeDowns>
  count(collection: string): Promise<{ readonly live: number; readonly shown: number; readonly tombstones: number }>
  /** Points in pages of about `limit`, from where the page before ended. What is written meanwhile may be in it or not. */
  scan(collection: string, page: { readonly after?: string; readonly limit: number }): Promise<ScanPage>

  /** `off` while a collection is filled, as it is quicker to index once; `on` begins to make up for it. Searches are right in both states. */
  setIndexing(collection: string, state: 'on' | 'off'): Promise<void>
  /** Whether searches are as quick as they get: indexing is on, and nothing waits for it. */
  isIndexed(collection: string): Promise<boolean>
  /** How many tombstones were written before a time (epoch ms). */
  oldTombstones(collection: string, before: number): Promise<number>
  /** Removes them for good: upserts of those videos that arrive later are taken again. */
  purgeTombstones(collection: string, before: number): Promise<void>
  close(): Promise<void>
}
