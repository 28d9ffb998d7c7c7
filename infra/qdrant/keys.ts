import type { Schemas } from '@qdrant/js-client-rest'

/** Named vectors of a video's point. */
export const TEXT = 'text'
export const WORDS = 'words'
/** Keys of the title's words as dimensions, all at 1. */
export const SPELLING = 'spelling'

/** Payload keys of a video's point. */
export const KEY = {
  id: 'id',
  // Order. `deleted` is 0 or 1, `digestRank` a number that compares as digests do.
  version: 'version',
  deleted: 'deleted',
  digest: 'digest',
  digestRank: 'digestRank',
  /** Epoch milliseconds of the write. */
  changedAt: 'changedAt',
  textHash: 'textHash',
  /** A UUID made from the text hash: an index of UUIDs takes a fraction of the room. */
  textKey: 'textKey',
  terms: 'terms',
  display: 'display',
  /** All that ranking reads of a candidate, packed. */
  ranking: 'ranking',
  // What filters and orders read. A flag or limit that a video does not have is no key at all.
  standing: 'standing',
  language: 'language',
  channelId: 'channelId',
  category: 'category',
  publishedAt: 'publishedAt',
  availableFrom: 'availableFrom',
  availableUntil: 'availableUntil',
  durationSeconds: 'durationSeconds',
  notEmbeddable: 'notEmbeddable',
  ageRestricted: 'ageRestricted',
  /** `allowed` or `blocked`: what `regions` lists. */
  regionLimit: 'regionLimit',
  regions: 'regions',
  identityKeys: 'identityKeys',
  // State of the channel, copied to each of its videos.
  channelVersion: 'channelVersion',
  channelSuspended: 'channelSuspended',
} as const

/** Payload keys of the stores beside the collections of videos. */
export const STATE_KEY = {
  revision: 'revision',
  channelVersion: 'version',
  channelSuspended: 'suspended',
  channelChangedAt: 'changedAt',
  chunk: 'chunk',
  chunks: 'chunks',
  data: 'data',
  measured: 'measured',
  clock: 'clock',
  views: 'views',
  watchSeconds: 'watchSeconds',
  /** Of what: not `key`, as conditions name theirs. */
  listKey: 'of',
  computedAt: 'computedAt',
  viewer: 'viewer',
  watched: 'watched',
  /** When the viewer last watched something. */
  lastAt: 'lastAt',
} as const

/** What ranking reads of each candidate. */
export const RANKING_KEYS = [KEY.id, KEY.ranking] as const

export type IndexParams = Extract<Schemas['PayloadSchemaParams'], { readonly type: string }>
export type Indexes = Readonly<Record<string, IndexParams>>

/** Read by every search. Keys by which many searches narrow far get links of their own in the graph. */
const hot = (type: 'keyword' | 'bool' | 'integer' | 'float', links: boolean) =>
  ({ type, memory: 'pinned', enable_hnsw: links }) as IndexParams
/** Read by writes, of one point, and by counts. */
const cold = (type: 'keyword' | 'uuid' | 'integer' | 'float') => ({ type, memory: 'cold', enable_hnsw: false }) as IndexParams

/** The payload indexes of a collection of videos: every key that any filter, condition or order names. */
export const VIDEO_INDEXES: Indexes = {
  [KEY.standing]: hot('keyword', false),
  [KEY.language]: hot('keyword', true),
  [KEY.channelId]: hot('keyword', true),
  [KEY.category]: hot('keyword', true),
  [KEY.publishedAt]: hot('integer', false),
  [KEY.availableFrom]: hot('integer', false),
  [KEY.availableUntil]: hot('integer', false),
  [KEY.durationSeconds]: hot('float', false),
  [KEY.notEmbeddable]: hot('bool', false),
  [KEY.ageRestricted]: hot('bool', false),
  [KEY.regionLimit]: hot('keyword', false),
  [KEY.regions]: hot('keyword', false),
  [KEY.channelSuspended]: hot('bool', false),
  [KEY.channelVersion]: cold('integer'),
  [KEY.version]: cold('integer'),
  [KEY.deleted]: cold('integer'),
  [KEY.digestRank]: cold('integer'),
  [KEY.textKey]: cold('uuid'),
  [KEY.changedAt]: cold('integer'),
  [KEY.identityKeys]: cold('keyword'),
}

export const REGISTRY_INDEXES: Indexes = { [STATE_KEY.revision]: cold('integer') }

/** Chunks are read by their ids alone. */
export const ARTEFACT_INDEXES: Indexes = {}

export const CHANNEL_INDEXES: Indexes = {
  [STATE_KEY.channelVersion]: cold('integer'),
  [STATE_KEY.channelSuspended]: cold('integer'),
  [STATE_KEY.channelChangedAt]: cold('integer'),
}

export const SIGNAL_INDEXES: Indexes = {
  [STATE_KEY.measured]: cold('integer'),
  [STATE_KEY.clock]: cold('integer'),
  [STATE_KEY.views]: cold('float'),
  [STATE_KEY.watchSeconds]: cold('float'),
}

export const LIST_INDEXES: Indexes = { [STATE_KEY.computedAt]: cold('integer') }

export const VIEWER_INDEXES: Indexes = { [STATE_KEY.revision]: cold('integer'), [STATE_KEY.lastAt]: cold('integer') }
