import type { ScanPage } from '#shared/index/video-index.ts'
import { tablesOf } from '../collections.ts'
import type { Connection } from '../connection.ts'
import { headOf } from './reads.ts'

interface In {
  readonly collection: string
}

/** By row number, which a point keeps for life. */
export function scan(connection: Connection, { collection, after = '0', limit }: In & { after?: string; limit: number }): ScanPage {
  const { points } = tablesOf(connection, collection)
  const sql = `SELECT n, id, version, deleted, digest, text_hash, ranking FROM ${points} WHERE n > $after ORDER BY n LIMIT $limit`
  const rows = connection.all(sql, { after: Number(after), limit })
  return {
    points: rows.map((row) => ({ id: String(row['id']), ...headOf(row) })),
    next: rows.length < limit ? null : String(rows.at(-1)?.['n']),
  }
}

/** There is nothing to switch: vectors are compared one by one, and postings are part of a point. */
export function setIndexing(connection: Connection, { collection }: In): void {
  tablesOf(connection, collection)
}

export function isIndexed(connection: Connection, { collection }: In): boolean {
  tablesOf(connection, collection)
  return true
}

const OLD = 'deleted = 1 AND standing IS NOT 0 AND changed_at < $before'

export function oldTombstones(connection: Connection, { collection, before }: In & { before: number }): number {
  const { points } = tablesOf(connection, collection)
  return Number(connection.get(`SELECT count(*) AS rows FROM ${points} WHERE ${OLD}`, { before })?.['rows'])
}

/** A tombstone has neither vector nor words nor keys. */
export function purgeTombstones(connection: Connection, { collection, before }: In & { before: number }): void {
  const { points } = tablesOf(connection, collection)
  connection.run(`DELETE FROM ${points} WHERE ${OLD}`, { before })
}
