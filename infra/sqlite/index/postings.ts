import type { Tables } from '../collections.ts'
import type { Connection } from '../connection.ts'
import type { TermWeights } from './words-blob.ts'

/*
 * Postings lie in blocks: one row for a term and 256 neighbouring points, 4 bytes an entry (point in its block, weight). Single rows
 * take four times the room, and summing them in SQL ten times as long.
 */
const BLOCK_BITS = 8
const BLOCK = 1 << BLOCK_BITS
const WEIGHT_BITS = 16
const WEIGHT_MASK = (1 << WEIGHT_BITS) - 1

interface Place {
  /** Number of the term. */
  readonly t: number
  /** Row number of the point. */
  readonly n: number
}

/** $terms: JSON array of [term number, query weight]. */
export function blocksSql({ postings }: Tables): string {
  return `SELECT q.value ->> 1 AS weight, w.block, w.entries FROM json_each($terms) q CROSS JOIN ${postings} w ON w.t = (q.value ->> 0)`
}

/** Sets, or with weight 0 removes, the posting of a term in a point. */
export function putPosting(connection: Connection, { postings }: Tables, { t, n }: Place, weight: number): void {
  const key = { t, block: n >>> BLOCK_BITS }
  const stored = connection.get(`SELECT entries FROM ${postings} WHERE t = $t AND block = $block`, key)?.['entries']
  const others = stored instanceof Uint8Array ? entriesOf(stored).filter((entry) => pointOf(entry) !== n % BLOCK) : new Uint32Array()
  if (weight === 0 && others.length === 0) {
    connection.run(`DELETE FROM ${postings} WHERE t = $t AND block = $block`, key)
    return
  }
  const entries = Uint32Array.of(...others, ...(weight === 0 ? [] : [((n % BLOCK) << WEIGHT_BITS) | weight]))
  const sql = `INSERT INTO ${postings} (t, block, entries) VALUES ($t, $block, $entries) ON CONFLICT DO UPDATE SET entries = $entries`
  connection.run(sql, { ...key, entries: new Uint8Array(entries.buffer) })
}

/** Sum of query weight x stored weight (an integer of WEIGHT_SCALE) by row number; 0 where no term is common. */
export function wordSums(connection: Connection, tables: Tables, query: TermWeights): Float64Array {
  const last = Number(connection.get(`SELECT ifnull(max(n), 0) AS n FROM ${tables.points}`)?.['n'])
  const sums = new Float64Array(last + BLOCK)
  // In the order of wordScore, so that sums are equal to the last bit.
  const terms = JSON.stringify(Array.from(query).sort(([a], [b]) => a - b))
  for (const row of connection.iterate(blocksSql(tables), { terms })) {
    if (row['entries'] instanceof Uint8Array) addBlock(sums, Number(row['block']), Number(row['weight']), row['entries'])
  }
  return sums
}

/** The `count` greatest sums as [row, sum], in no order, with all that equal the least of them; none that is 0. */
export function greatest(sums: Float64Array, count: number): (readonly [n: number, sum: number])[] {
  const rising = sums.filter((sum) => sum > 0).sort()
  const least = rising[Math.max(0, rising.length - count)] ?? Infinity
  const found: (readonly [number, number])[] = []
  sums.forEach((sum, n) => {
    if (sum >= least) found.push([n, sum])
  })
  return found
}

function addBlock(sums: Float64Array, block: number, weight: number, blob: Uint8Array): void {
  for (const entry of entriesOf(blob)) {
    const n = (block << BLOCK_BITS) + pointOf(entry)
    sums[n] = (sums[n] ?? 0) + weight * (entry & WEIGHT_MASK)
  }
}

function pointOf(entry: number): number {
  return entry >>> WEIGHT_BITS
}

function entriesOf({ buffer, byteOffset, byteLength }: Uint8Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, byteLength / 4)
}
