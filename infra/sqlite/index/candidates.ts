import { UpnextError } from '#shared/errors.ts'
import type { CandidateQuery, WordQuery } from '#shared/index/video-index.ts'
import { tablesOf, type Tables } from '../collections.ts'
import type { Connection } from '../connection.ts'
import { filterCondition, type Condition } from './filter-sql.ts'
import { bestMatchesSql, cosineAt, nearestSql, scoredSql, termNumbersSql } from './queries.ts'
import { greatest, wordSums } from './postings.ts'
import { wordScore, type TermWeights } from './words-blob.ts'

/** Candidates in columns, which cross threads in a fraction of the time that objects take. */
export interface CandidateColumns {
  readonly ids: readonly string[]
  /** NaN: no vector. */
  readonly cosines: Float64Array
  readonly words: Float64Array
  /** JSON array of packed ranking payloads. */
  readonly rankings: string
}

/** So many times the limit are held against the filter at first: mostly enough of them pass. */
const FIRST_MATCHES = 4

type ScoreQuery = Pick<CandidateQuery, 'vector' | 'words'>

/** Everything of one candidate query, in one visit of the thread. */
export function candidates(connection: Connection, { collection, query }: { collection: string; query: CandidateQuery }): CandidateColumns {
  const tables = tablesOf(connection, collection)
  checkDimensions(query.vector, tables)
  const weights = termWeights(connection, tables, query.words)
  const condition = filterCondition(query.filter, tables)
  const rows = [...nearest(connection, tables, query, condition), ...bestWords(connection, tables, { ...query, weights }, condition)]
  return scored(connection, tables, { vector: query.vector, weights }, Array.from(new Set(rows)))
}

/** Scores of given videos; those that are not there, or deleted, are left out. */
export function score(
  connection: Connection,
  { collection, query, ids }: { collection: string; query: ScoreQuery; ids: readonly string[] },
): CandidateColumns {
  const tables = tablesOf(connection, collection)
  checkDimensions(query.vector, tables)
  const weights = termWeights(connection, tables, query.words)
  const sql = `SELECT p.n FROM json_each($ids) j JOIN ${tables.points} p ON p.id = j.value WHERE p.deleted = 0 ORDER BY j.key`
  const rows = connection.all(sql, { ids: JSON.stringify(ids) }).map(({ n }) => Number(n))
  return scored(connection, tables, { vector: query.vector, weights }, rows)
}

function nearest(
  connection: Connection,
  tables: Tables,
  { vector, retrieve, limit }: CandidateQuery,
  { sql, parameters }: Condition,
): number[] {
  if (vector === undefined || retrieve === 'words') return []
  const rows = connection.all(nearestSql(tables, sql), { ...parameters, vector: bytesOf(vector), limit })
  return rows.map(({ n }) => Number(n))
}

function bestWords(
  connection: Connection,
  tables: Tables,
  { vector, retrieve, limit, weights }: CandidateQuery & { weights: TermWeights },
  { sql, parameters }: Condition,
): number[] {
  if (weights.size === 0 || (retrieve === 'dense' && vector !== undefined)) return []
  const sums = wordSums(connection, tables, weights)
  const best = (matches: readonly (readonly [number, number])[]): number[] =>
    connection.all(bestMatchesSql(tables, sql), { ...parameters, matches: JSON.stringify(matches), limit }).map(({ n }) => Number(n))
  const first = greatest(sums, limit * FIRST_MATCHES)
  const passed = best(first)
  return passed.length >= limit || first.length < limit * FIRST_MATCHES ? passed : best(greatest(sums, Infinity))
}

function scored(
  connection: Connection,
  tables: Tables,
  { vector, weights }: { vector: Float32Array | undefined; weights: TermWeights },
  numbers: readonly number[],
): CandidateColumns {
  const rows = connection.all(scoredSql(tables), {
    numbers: JSON.stringify(numbers),
    vector: vector === undefined ? null : bytesOf(vector),
  }) as unknown as readonly { id: string; words: Uint8Array; ranking: string; distance: number | null }[]
  return {
    ids: rows.map(({ id }) => id),
    cosines: Float64Array.from(rows, ({ distance }) => (distance === null ? NaN : cosineAt(distance))),
    words: Float64Array.from(rows, ({ words }) => wordScore(weights, words)),
    rankings: `[${rows.map(({ ranking }) => ranking).join(',')}]`,
  }
}

/** Query weights by term number; a term that no document has is left out. */
function termWeights(connection: Connection, tables: Tables, words: WordQuery): TermWeights {
  if (words.size === 0) return new Map()
  const rows = connection.all(termNumbersSql(tables), { terms: JSON.stringify(Array.from(words.keys())) })
  return new Map(rows.map(({ t, term }) => [Number(t), words.get(String(term)) ?? 0]))
}

/** sqlite-vec would fail at the first row; this says why. */
function checkDimensions(vector: Float32Array | undefined, { dimensions }: Tables): void {
  if (vector === undefined || vector.length === dimensions) return
  throw new UpnextError('configuration', `A vector of ${vector.length} numbers cannot search a collection of ${dimensions}.`, {
    fix: "Embed the query with the collection's own recipe.",
  })
}

export function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
