import type { VideoIndex } from '#shared/index/video-index.ts'
import { collectionConfig, type PlacementOptions } from '../collections/config.ts'
import { dropCollection, ensureCollection } from '../collections/ensure.ts'
import type { Names } from '../collections/names.ts'
import type { Connection } from '../connection/connection.ts'
import { VIDEO_INDEXES } from '../keys.ts'
import { candidates, score, type SearchOptions } from './candidates.ts'
import type { Channels } from './channels.ts'
import { displays, heads, latest, seeds, words } from './reads.ts'
import { createShards } from './shards.ts'
import { spelledLike } from './spellings.ts'
import { counts, takeDowns } from './statistics.ts'
import { isIndexed, oldTombstones, purgeTombstones, scan, setIndexing } from './upkeep.ts'
import { fill, patch, upsert } from './writes.ts'

export interface IndexParts {
  readonly connection: Connection
  readonly names: Names
  readonly channels: Channels
  readonly placement: PlacementOptions
  readonly search: SearchOptions
}

/** The VideoIndex on a connection, which it does not close. */
export function createIndex({ connection, names, channels, placement, search }: IndexParts): VideoIndex {
  const writing = { connection, channels }
  const searching = { connection, shardsOf: createShards(connection), options: search }
  const name = (collection: string): string => names.videos(collection)
  return {
    createCollection: (collection, spec) =>
      ensureCollection(connection, name(collection), { config: collectionConfig(spec, placement), indexes: VIDEO_INDEXES }),
    dropCollection: (collection) => dropCollection(connection, name(collection)),
    heads: (collection, ids) => heads(connection, name(collection), ids),
    upsert: (collection, points) => upsert(writing, name(collection), points),
    patch: (collection, patches) => patch(writing, name(collection), patches),
    fill: (collection, points) => fill(writing, name(collection), points),
    putChannels: (states) => channels.put(states),
    seeds: (collection, ids) => seeds(connection, name(collection), ids),
    candidates: (collection, query) => candidates(searching, name(collection), query),
    latest: (collection, filter, limit) => latest(connection, name(collection), filter, limit),
    score: (collection, query, ids) => score(searching, name(collection), query, ids),
    words: (collection, ids) => words(connection, name(collection), ids),
    spelledLike: (collection, queries) => spelledLike(connection, name(collection), queries),
    displays: (collection, ids) => displays(connection, name(collection), ids),
    takeDowns: (collection, since) => takeDowns(connection, channels, name(collection), since),
    count: (collection) => counts(connection, name(collection)),
    scan: (collection, page) => scan(connection, name(collection), page),
    setIndexing: (collection, state) => setIndexing(connection, name(collection), state),
    isIndexed: (collection) => isIndexed(connection, name(collection)),
    oldTombstones: (collection, before) => oldTombstones(connection, name(collection), before),
    purgeTombstones: (collection, before) => purgeTombstones(connection, name(collection), before),
    // The stores share the connection; closing it is QdrantStores.close.
    close: () => Promise.resolve(),
  }
}
