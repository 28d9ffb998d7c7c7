import type { Order } from '#shared/video/order.ts'
import type { FieldMix } from '#shared/recipe/recipe.ts'
import type { Series } from './identity/series.ts'

/** The word side of a video: at most 64 terms with weights of a unit vector of (1 + log tf). */
export type WordVector = ReadonlyMap<string, number>

/** Terms of a title as they are written in it: stems are no words for people. */
export type Wordings = Readonly<Record<string, string>>

/**
 * `shown`: may be on shelves. `seed-only`: unlisted or not recommendable, yet its page may ask for a shelf.
 * `hidden`: private, pending or blocked: neither.
 */
export type Standing = 'shown' | 'seed-only' | 'hidden'

export type Regions = { readonly allowed: readonly string[] } | { readonly blocked: readonly string[] }

/** What filtering and ranking need of a candidate: small, since it is read for every candidate. Times in epoch milliseconds. */
export interface RankingPayload {
  readonly standing: Standing
  readonly mix: FieldMix
  /** The language spoken, as `languageKey`. */
  readonly language?: string
  /** The language that title and description are written in, as far as it can be told: primary subtag. Scores are matched by it, nothing is filtered. */
  readonly textLanguage?: string
  readonly channelId?: string
  readonly category?: string
  readonly publishedAt: number
  readonly availableFrom?: number
  readonly availableUntil?: number
  readonly durationSeconds?: number
  readonly embeddable: boolean
  readonly ageRestricted: boolean
  readonly madeForKids: boolean
  readonly regions?: Regions
  /** Videos that share a key are the same video uploaded again: they come from one address, or have one telling title and length. */
  readonly duplicateKeys: readonly string[]
  // Signs of a re-upload that need each other: see rank/same-video.ts.
  /** Of a telling title, without the event's name, on whatever channel. */
  readonly titleKey?: string
  /** Of one that is too short to know a video by. */
  readonly shortTitleKey?: string
  /** Of the numbers in the title. */
  readonly numbers?: string
  /** Of the events that the title names, as it was written. */
  readonly years?: string
  /** Of the words, 64 bits. */
  readonly simhash?: string
  /** Of the vector, to compare candidates with each other: see `sketchOf`. */
  readonly sketch?: string
  readonly series?: Series
}

/** What a person sees of an item; read for the returned items only. */
export interface DisplayPayload {
  readonly title: string
  /** Missing where the title has no terms. */
  readonly wordings?: Wordings
  readonly thumbnailUrl?: string
  readonly url?: string
}

/** A live video in a collection. */
export interface Point {
  readonly id: string
  readonly order: Order
  /** sha256 of the texts that vector and words were made from: equal means that both need no remaking. */
  readonly textHash: string
  /** Unit vector; missing where the text is empty or in a language that the model does not know. */
  readonly vector?: Float32Array
  readonly words: WordVector
  /** Keys of the title's words, for searches that spell them otherwise: see `titleKeys`. Not read back. */
  readonly spelling?: readonly number[]
  readonly ranking: RankingPayload
  readonly display: DisplayPayload
}

/** What a delete leaves: later upserts must beat its order. */
export interface Tombstone {
  readonly id: string
  readonly order: Order & { readonly deleted: true }
}

/** A change of metadata alone: applies only where the stored text hash is the same and the stored order is less. */
export type PayloadPatch = Pick<Point, 'id' | 'order' | 'textHash' | 'ranking' | 'display'>

export function isTombstone(point: Point | Tombstone): point is Tombstone {
  return point.order.deleted
}
