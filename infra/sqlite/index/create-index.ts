import type { Tombstone } from '#shared/index/point.ts'
import { namedRanking, type PackedRanking } from '#shared/index/ranking-codec.ts'
import type { Candidate, VideoIndex } from '#shared/index/video-index.ts'
import type { Threads } from '../threads.ts'
import type { CandidateColumns } from './candidates.ts'

/** The VideoIndex on the threads of an open database. */
export function createIndex({ read, write }: Threads): VideoIndex {
  return {
    createCollection: (name, spec) => write('createCollection', { name, spec }),
    dropCollection: (name) => write('dropCollection', { name }),
    heads: (collection, ids) => read('heads', { collection, ids }),
    upsert: (collection, points) => write('upsert', { collection, points: points.map(withOwnVector) }),
    patch: (collection, patches) => write('patch', { collection, patches }),
    fill: (collection, points) =>
      write('fill', { collection, points: points.map(({ point, changedAt }) => ({ point: withOwnVector(point), changedAt })) }),
    putChannels: (channels) => write('putChannels', { channels }),
    seeds: (collection, ids) => read('seeds', { collection, ids }),
    candidates: async (collection, query) => candidatesOf(await read('candidates', { collection, query: withOwnVector(query) })),
    latest: (collection, filter, limit) => read('latest', { collection, filter, limit }),
    score: async (collection, query, ids) => candidatesOf(await read('score', { collection, query: withOwnVector(query), ids })),
    words: (collection, ids) => read('words', { collection, ids }),
    spelledLike: (collection, queries) => read('spelledLike', { collection, queries }),
    displays: (collection, ids) => read('displays', { collection, ids }),
    takeDowns: (collection, since) => read('takeDowns', { collection, since }),
    count: (collection) => read('count', { collection }),
    scan: (collection, page) => read('scan', { collection, ...page }),
    setIndexing: (collection) => write('setIndexing', { collection }),
    isIndexed: (collection) => read('isIndexed', { collection }),
    oldTombstones: (collection, before) => read('oldTombstones', { collection, before }),
    purgeTombstones: (collection, before) => write('purgeTombstones', { collection, before }),
    // The stores share file and threads; closing them is SqliteStores.close.
    close: () => Promise.resolve(),
  }
}

/** A message between threads copies the whole buffer behind a view: of a batch's vectors, all for each one. */
function withOwnVector<T extends { readonly vector?: Float32Array } | Tombstone>(holder: T): T {
  const vector = 'vector' in holder ? holder.vector : undefined
  if (vector === undefined) return holder
  return vector.byteLength === vector.buffer.byteLength ? holder : { ...holder, vector: vector.slice() }
}

function candidatesOf({ ids, cosines, words, rankings }: CandidateColumns): Candidate[] {
  const parsed = JSON.parse(rankings) as PackedRanking[]
  return parsed.map((packed, i) => {
    const ranking = namedRanking(packed)
    const [id = '', cosine = NaN, score = 0] = [ids[i], cosines[i], words[i]]
    return Number.isNaN(cosine) ? { id, words: score, ranking } : { id, cosine, words: score, ranking }
  })
}
