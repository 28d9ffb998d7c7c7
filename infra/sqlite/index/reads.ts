import type { Filter } from '#shared/index/filter.ts'
import type { DisplayPayload } from '#shared/index/point.ts'
import { unpackRanking } from '#shared/index/ranking-codec.ts'
import type { Head, Listed, Seed, TakeDowns } from '#shared/index/video-index.ts'
import { tablesOf, type Tables } from '../collections.ts'
import type { Connection, Row } from '../connection.ts'
import { filterCondition } from './filter-sql.ts'
import { latestSql } from './queries.ts'
import { decodeWords, WEIGHT_SCALE } from './words-blob.ts'

interface ByIds {
  readonly collection: string
  readonly ids: readonly string[]
}

export function heads(connection: Connection, { collection, ids }: ByIds): Map<string, Head> {
  const { points } = tablesOf(connection, collection)
  const rows = byIds(connection, `SELECT id, version, deleted, digest, text_hash, ranking FROM ${points} WHERE`, ids)
  return new Map(rows.map((row) => [String(row['id']), headOf(row)]))
}

export function headOf(row: Row): Head {
  const order = { version: Number(row['version']), deleted: row['deleted'] === 1, digest: String(row['digest']) }
  const { text_hash: textHash, ranking } = row
  return { order, ...(typeof textHash === 'string' && { textHash }), ...(typeof ranking === 'string' && carriedOn(ranking)) }
}

function carriedOn(packed: string): Pick<Head, 'mix' | 'sketch'> {
  const { mix, sketch } = unpackRanking(packed)
  return { mix, ...(sketch !== undefined && { sketch }) }
}

export function seeds(connection: Connection, { collection, ids }: ByIds): Map<string, Seed> {
  const tables = tablesOf(connection, collection)
  const suspended = `(SELECT suspended FROM channels c WHERE c.id = p.channel) AS channel_suspended`
  const sql = `SELECT p.*, v.vector, ${suspended} FROM ${tables.points} p LEFT JOIN ${tables.vectors} v ON v.n = p.n WHERE p.deleted = 0 AND p.`
  return new Map(byIds(connection, sql, ids).map((row) => [String(row['id']), seedOf(connection, tables, row)]))
}

export function words(connection: Connection, { collection, ids }: ByIds): Map<string, Map<string, number>> {
  const tables = tablesOf(connection, collection)
  const rows = byIds(connection, `SELECT id, words FROM ${tables.points} WHERE deleted = 0 AND`, ids)
  return new Map(rows.map(({ id, words }) => [String(id), wordsOf(connection, tables, words)]))
}

export function displays(connection: Connection, { collection, ids }: ByIds): Map<string, DisplayPayload> {
  const { points } = tablesOf(connection, collection)
  const rows = byIds(connection, `SELECT id, display FROM ${points} WHERE deleted = 0 AND`, ids)
  return new Map(rows.map(({ id, display }) => [String(id), JSON.parse(String(display)) as DisplayPayload]))
}

export function latest(
  connection: Connection,
  { collection, filter, limit }: { collection: string; filter: Filter; limit: number },
): Listed[] {
  const tables = tablesOf(connection, collection)
  const { sql, parameters } = filterCondition(filter, tables)
  const rows = connection.all(latestSql(tables, sql), { ...parameters, limit })
  return rows.map(({ id, ranking }) => ({ id: String(id), ranking: unpackRanking(String(ranking)) }))
}

export function takeDowns(connection: Connection, { collection, since }: { collection: string; since: number }): TakeDowns {
  const { points } = tablesOf(connection, collection)
  const ids = (sql: string): Set<string> => new Set(connection.all(sql, { since }).map(({ id }) => String(id)))
  return {
    videos: ids(`SELECT id FROM ${points} WHERE standing IS NOT 0 AND changed_at >= $since`),
    channels: ids('SELECT id FROM channels WHERE suspended = 1 AND changed_at >= $since'),
  }
}

export function count(connection: Connection, { collection }: { collection: string }): { live: number; shown: number; tombstones: number } {
  const { points } = tablesOf(connection, collection)
  const sql = `SELECT count(*) AS rows, ifnull(sum(deleted), 0) AS tombstones, ifnull(sum(standing = 0), 0) AS shown FROM ${points}`
  const row = connection.get(sql)
  const tombstones = Number(row?.['tombstones'])
  return { live: Number(row?.['rows']) - tombstones, shown: Number(row?.['shown']), tombstones }
}

function byIds(connection: Connection, select: string, ids: readonly string[]): Row[] {
  const separator = select.endsWith('.') ? '' : ' '
  return connection.all(`${select}${separator}id IN (SELECT value FROM json_each($ids))`, { ids: JSON.stringify(ids) })
}

function seedOf(connection: Connection, tables: Tables, row: Row): Seed {
  const { order, textHash = '' } = headOf(row)
  const vector = row['vector']
  return {
    id: String(row['id']),
    order,
    textHash,
    ...(vector instanceof Uint8Array ? { vector: floatsOf(vector) } : {}),
    words: wordsOf(connection, tables, row['words']),
    ...(row['channel_suspended'] === 1 ? { channelSuspended: true as const } : {}),
    ranking: unpackRanking(String(row['ranking'])),
    display: JSON.parse(String(row['display'])) as DisplayPayload,
  }
}

function wordsOf(connection: Connection, tables: Tables, blob: Row[string] | undefined): Map<string, number> {
  if (!(blob instanceof Uint8Array)) return new Map()
  const weights = decodeWords(blob)
  const sql = `SELECT t, term FROM ${tables.terms} WHERE t IN (SELECT value FROM json_each($numbers))`
  const rows = connection.all(sql, { numbers: JSON.stringify(Array.from(weights.keys())) })
  return new Map(rows.map(({ t, term }) => [String(term), (weights.get(Number(t)) ?? 0) / WEIGHT_SCALE]))
}

export function floatsOf(blob: Uint8Array): Float32Array {
  return new Float32Array(blob.slice().buffer)
}
