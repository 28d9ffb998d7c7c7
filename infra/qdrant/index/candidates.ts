import type { Schemas } from '@qdrant/js-client-rest'
import type { Candidate, CandidateQuery } from '#shared/index/video-index.ts'
import { MAX_LIMIT } from '../collections/limits.ts'
import { is, type Filter } from '../conditions.ts'
import type { Connection } from '../connection/connection.ts'
import { KEY, RANKING_KEYS, TEXT, WORDS } from '../keys.ts'
import { conditionsOf, idIn } from './filter.ts'
import { idOf, rankingOf } from './payload.ts'
import { best, SPARE } from './ranked.ts'
import { sparse } from './words.ts'

type Search = Schemas['QueryRequest']
type Found = readonly Schemas['ScoredPoint'][]
type ScoreQuery = Pick<CandidateQuery, 'vector' | 'words' | 'exact'>

export interface SearchOptions {
  /** Looks at every point instead of the graph's neighbours: for tests and for measuring recall. */
  readonly exact: boolean
  /** Nodes of the graph that are kept in view; more find more and take longer. Default: Qdrant's, or the limit if that is greater. */
  readonly hnswEf?: number
}

export interface Searching {
  readonly connection: Connection
  /** How many shards a collection has. */
  readonly shardsOf: (collection: string) => Promise<number>
  readonly options: SearchOptions
}

/** One side of a query: how it searches and how its score is called. */
type Side = Required<Pick<Search, 'query' | 'using'>> & Pick<Search, 'params'>

/**
 * Candidates with both scores in one request. For each side that retrieves it holds two searches: the best of the side, with payload, and
 * the same as a prefetch, scored by the other side. Nothing is fused in Qdrant, which would do so a shard.
 */
export async function candidates(searching: Searching, collection: string, query: CandidateQuery): Promise<Candidate[]> {
  const { limit, retrieve } = query
  const [dense, words] = [denseSide(query, searching.options), wordSide(query)]
  const retrieving = [retrieve === 'words' ? undefined : dense, retrieve === 'dense' && dense !== undefined ? undefined : words].filter(
    (side) => side !== undefined,
  )
  if (retrieving.length === 0) return []
  const shards = await searching.shardsOf(collection)
  const page = { filter: conditionsOf(query.filter), limit: limit + SPARE }
  const searches = retrieving.flatMap((side) => {
    const other = side === dense ? words : dense
    return [{ ...side, ...page, with_payload: [...RANKING_KEYS] }, ...(other === undefined ? [] : [scoring(side, other, page, shards)])]
  })
  const answers = await queryBatch(searching.connection, collection, searches)
  const stride = searches.length / retrieving.length
  const joined = retrieving.flatMap((side, i) => {
    const [own = [], others = []] = answers.slice(i * stride, (i + 1) * stride)
    return side === dense ? best(join(own, own, others), limit, cosineOf) : best(join(own, others, own), limit, ({ words }) => words)
  })
  return Array.from(new Map(joined.map((candidate) => [candidate.id, candidate])).values())
}

/** Scores of given videos, whether a filter lets them pass or not; deleted ones are left out. */
export async function score(searching: Searching, collection: string, query: ScoreQuery, ids: readonly string[]): Promise<Candidate[]> {
  if (ids.length === 0) return []
  const page = { filter: { must: [...idIn(ids), is(KEY.deleted, 0)] }, limit: ids.length }
  const [dense, words] = [denseSide(query, searching.options), wordSide(query)]
  const sides = [dense, words].filter((side) => side !== undefined)
  const searches = [{ ...page, with_payload: [...RANKING_KEYS] }, ...sides.map((side) => ({ ...side, ...page }))]
  const [all = [], ...scores] = await queryBatch(searching.connection, collection, searches)
  const of = (side: Side | undefined): Found => (side === undefined ? [] : (scores[sides.indexOf(side)] ?? []))
  const found = new Map(join(all, of(dense), of(words)).map((candidate) => [candidate.id, candidate]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

function denseSide({ vector, exact: asked = false }: ScoreQuery, { exact: always, hnswEf }: SearchOptions): Side | undefined {
  if (vector === undefined) return undefined
  const exact = asked || always
  // The original vectors lie on disk: to score by them again would read one page a candidate.
  const params = { exact, quantization: { rescore: false }, ...(hnswEf === undefined ? {} : { hnsw_ef: hnswEf }) }
  return { query: Array.from(vector), using: TEXT, params }
}

function wordSide({ words }: ScoreQuery): Side | undefined {
  return words.size === 0 ? undefined : { query: sparse(words), using: WORDS }
}

/** The scores by `other` of what `side` retrieves. Each shard brings its own best, so that the limit has room for all of them. */
function scoring(side: Side, other: Side, page: { readonly filter: Filter; readonly limit: number }, shards: number): Search {
  return { ...other, prefetch: [{ ...side, ...page }], limit: Math.min(MAX_LIMIT, page.limit * shards) }
}

async function queryBatch(connection: Connection, collection: string, searches: Search[]): Promise<Found[]> {
  const answers = await connection.read((api, init) => api.queryBatchPoints({ collection_name: collection, searches }, init))
  return answers.map(({ points }) => points)
}

function join(points: Found, dense: Found, words: Found): Candidate[] {
  const [cosines, wordScores] = [dense, words].map((side) => new Map(side.map(({ id, score }) => [id, score])))
  return points.map(({ id, payload }) => {
    const cosine = cosines?.get(id)
    const scores = { words: wordScores?.get(id) ?? 0, ...(cosine === undefined ? {} : { cosine }) }
    return { id: idOf(payload), ...scores, ranking: rankingOf(payload ?? {}) }
  })
}

function cosineOf({ cosine = -Infinity }: Candidate): number {
  return cosine
}
