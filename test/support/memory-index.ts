import { passes } from '#shared/index/filter.ts'
import type { Filter } from '#shared/index/filter.ts'
import type { Point } from '#shared/index/point.ts'
import type { Candidate, CandidateQuery, Seed, SpellingQuery, VideoIndex } from '#shared/index/video-index.ts'

/** What a memory index refuses to do. */
const WRITING = [
  'createCollection',
  'dropCollection',
  'heads',
  'upsert',
  'patch',
  'fill',
  'putChannels',
  'scan',
  'setIndexing',
  'isIndexed',
  'oldTombstones',
  'purgeTombstones',
] as const

/** The reading side of an index over plain points: what answers need, where a test is not about a backend. */
export type ReadingIndex = Omit<VideoIndex, (typeof WRITING)[number]>

export function memoryIndex(points: readonly Point[], suspended: ReadonlySet<string> = new Set()): VideoIndex {
  const passing = (filter: Filter) =>
    points.filter(
      ({ id, ranking }) => passes(filter, id, ranking) && !(ranking.channelId !== undefined && suspended.has(ranking.channelId)),
    )
  const seedOf = (point: Point): Seed =>
    point.ranking.channelId !== undefined && suspended.has(point.ranking.channelId) ? { ...point, channelSuspended: true } : point
  const byId = (ids: readonly string[]) => points.filter(({ id }) => ids.includes(id))
  const reading: ReadingIndex = {
    seeds: (_, ids) => Promise.resolve(new Map(byId(ids).map((point) => [point.id, seedOf(point)]))),
    candidates: (_, query) => Promise.resolve(search(passing(query.filter), query)),
    latest: (_, filter, limit) => Promise.resolve(passing(filter).sort(byAge).slice(0, limit)),
    score: (_, query, ids) => Promise.resolve(byId(ids).map((point) => scored(point, query))),
    words: (_, ids) => Promise.resolve(new Map(byId(ids).map(({ id, words }) => [id, words]))),
    spelledLike: (_, queries) => Promise.resolve(queries.map((query) => titlesLike(passing(query.filter), query))),
    displays: (_, ids) => Promise.resolve(new Map(byId(ids).map(({ id, display }) => [id, display]))),
    takeDowns: () =>
      Promise.resolve({
        videos: new Set(points.filter(({ ranking }) => ranking.standing !== 'shown').map(({ id }) => id)),
        channels: suspended,
      }),
    count: () => Promise.resolve({ live: points.length, shown: points.length, tombstones: 0 }),
    close: () => Promise.resolve(),
  }
  const refuse = () => Promise.reject(new Error('This index is only read.'))
  const refusing = Object.fromEntries(WRITING.map((name) => [name, refuse])) as unknown as Pick<VideoIndex, (typeof WRITING)[number]>
  return { ...reading, ...refusing }
}

function search(points: readonly Point[], { retrieve, limit, ...query }: CandidateQuery): Candidate[] {
  const all = points.map((point) => scored(point, query))
  const best = (by: (candidate: Candidate) => number | undefined) =>
    all
      .filter((candidate) => by(candidate) !== undefined)
      .sort((a, b) => (by(b) ?? 0) - (by(a) ?? 0) || (a.id < b.id ? -1 : 1))
      .slice(0, limit)
  const dense = retrieve === 'words' ? [] : best(({ cosine }) => cosine)
  const words = retrieve === 'dense' ? [] : best((candidate) => (candidate.words > 0 ? candidate.words : undefined))
  return Array.from(new Set([...dense, ...words]))
}

function scored({ id, vector, words, ranking }: Point, query: Pick<CandidateQuery, 'vector' | 'words'>): Candidate {
  const cosine = vector && query.vector?.reduce((sum, value, i) => sum + value * (vector[i] ?? 0), 0)
  const common = Array.from(query.words).reduce((sum, [term, weight]) => sum + weight * (words.get(term) ?? 0), 0)
  return { id, words: common, ranking, ...(cosine !== undefined && { cosine }) }
}

function titlesLike(points: readonly Point[], { keys, limit }: SpellingQuery): string[] {
  const shared = ({ spelling = [] }: Point) => spelling.filter((key) => keys.includes(key)).length
  const like = points.filter((point) => shared(point) > 0).sort((a, b) => shared(b) - shared(a))
  return like.slice(0, limit).map(({ display }) => display.title)
}

function byAge(a: Point, b: Point): number {
  return b.ranking.publishedAt - a.ranking.publishedAt || (a.id < b.id ? -1 : 1)
}
