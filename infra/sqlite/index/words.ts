import type { WordVector } from '#shared/index/point.ts'
import type { Tables } from '../collections.ts'
import type { Connection } from '../connection.ts'
import { decodeWords, scaledWeight, type TermWeights } from './words-blob.ts'

/**
 * Brings postings and document frequencies of row `n` from what `stored` says to `next`, touching only what differs.
 * @returns the new weights by term number, to be stored with the point.
 */
export function replaceWords(connection: Connection, tables: Tables, n: number, stored: Uint8Array | null, next: WordVector): TermWeights {
  const before = stored === null ? new Map<number, number>() : decodeWords(stored)
  const after = new Map(Array.from(next, ([term, weight]) => [termNumber(connection, tables, term), scaledWeight(weight)]))
  for (const [t, weight] of after) {
    if (before.get(t) !== weight) putPosting(connection, tables, { t, n, weight }, before.has(t))
  }
  for (const t of before.keys()) {
    if (!after.has(t)) removePosting(connection, tables, { t, n })
  }
  return after
}

/** The number of a term, given to it when it is first seen: what is frequent has small numbers that lie together on few pages. */
function termNumber(connection: Connection, { terms }: Tables, term: string): number {
  const known = connection.get(`SELECT t FROM ${terms} WHERE term = $term`, { term })
  const row = known ?? connection.get(`INSERT INTO ${terms} (term, documents) VALUES ($term, 0) RETURNING t`, { term })
  return Number(row?.['t'])
}

function putPosting(connection: Connection, tables: Tables, posting: { t: number; n: number; weight: number }, isKnown: boolean): void {
  const sql = `INSERT INTO ${tables.postings} (t, n, weight) VALUES ($t, $n, $weight) ON CONFLICT DO UPDATE SET weight = $weight`
  connection.run(sql, posting)
  if (!isKnown) connection.run(`UPDATE ${tables.terms} SET documents = documents + 1 WHERE t = $t`, { t: posting.t })
}

/** A term without documents goes too: erasing a video leaves none of its words. */
function removePosting(connection: Connection, { postings, terms }: Tables, { t, n }: { t: number; n: number }): void {
  connection.run(`DELETE FROM ${postings} WHERE t = $t AND n = $n`, { t, n })
  connection.run(`UPDATE ${terms} SET documents = documents - 1 WHERE t = $t`, { t })
  connection.run(`DELETE FROM ${terms} WHERE t = $t AND documents = 0`, { t })
}
