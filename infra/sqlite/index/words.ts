import type { WordVector } from '#shared/index/point.ts'
import type { Tables } from '../collections.ts'
import type { Connection } from '../connection.ts'
import { putPosting } from './postings.ts'
import { decodeWords, scaledWeight, type TermWeights } from './words-blob.ts'

/**
 * Brings the postings of row `n` from what `stored` says to `next`, touching only what differs.
 * @returns the new weights by term number, to be stored with the point.
 */
export function replaceWords(connection: Connection, tables: Tables, n: number, stored: Uint8Array | null, next: WordVector): TermWeights {
  const before = stored === null ? new Map<number, number>() : decodeWords(stored)
  const after = new Map(Array.from(next, ([term, weight]) => [termNumber(connection, tables, term), scaledWeight(weight)]))
  for (const [t, weight] of after) {
    if (before.get(t) !== weight) putPosting(connection, tables, { t, n }, weight)
  }
  for (const t of Array.from(before.keys()).filter((t) => !after.has(t))) {
    putPosting(connection, tables, { t, n }, 0)
    removeUnused(connection, tables, t)
  }
  return after
}

/** The number of a term, given to it when it is first seen: what is frequent has small numbers that lie together on few pages. */
function termNumber(connection: Connection, { terms }: Tables, term: string): number {
  const known = connection.get(`SELECT t FROM ${terms} WHERE term = $term`, { term })
  const row = known ?? connection.get(`INSERT INTO ${terms} (term) VALUES ($term) RETURNING t`, { term })
  return Number(row?.['t'])
}

/** A term that no video has any more goes too: erasing a video leaves none of its words. */
function removeUnused(connection: Connection, { terms, postings }: Tables, t: number): void {
  connection.run(`DELETE FROM ${terms} WHERE t = $t AND NOT EXISTS (SELECT 1 FROM ${postings} WHERE t = $t)`, { t })
}
