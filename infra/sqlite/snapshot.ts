import { UpnextError } from '#shared/errors.ts'
import type { DocumentChange, Snapshot, SnapshotOptions } from '#shared/warehouse/warehouse.ts'
import type { Connection } from './connection.ts'
import type { Threads } from './threads.ts'
import { changeOf } from './warehouse.ts'

const PAGE_SIZE = 500
/** A page ends early at so much text: one transcript may have 10 MiB. */
const PAGE_CHARACTERS = 4_000_000

/** History only grows, so that its length and a time say what was in it: a snapshot is nothing but its name. */
interface Bounds {
  readonly last: number
  readonly since: number
}

interface Page {
  readonly id: string
  readonly afterId: string
  readonly pageSize: number
}

/** One statement a page, so that no long read keeps the WAL from being written back. */
export async function* snapshotChanges(
  { read }: Pick<Threads, 'read'>,
  id: string,
  { afterId = '', pageSize = PAGE_SIZE }: { readonly afterId?: string; readonly pageSize?: number } = {},
): AsyncIterable<DocumentChange> {
  for (let page = await read('readSnapshot', { id, afterId, pageSize }); page.length > 0;) {
    yield* page
    page = await read('readSnapshot', { id, afterId: page.at(-1)?.id ?? '', pageSize })
  }
}

export function takeSnapshot(connection: Connection, { since = 0 }: SnapshotOptions): Snapshot {
  const last = Number(connection.get('SELECT ifnull(max(n), 0) AS last FROM changes')?.['last'])
  const sql = 'SELECT count(DISTINCT id) AS videos FROM changes WHERE n <= $last AND ingested_at >= $since'
  return { id: `${last}-${since}`, videos: Number(connection.get(sql, { last, since })?.['videos']) }
}

export function readSnapshot(connection: Connection, { id, afterId, pageSize }: Page): DocumentChange[] {
  const rows = connection.iterate(pageSql(boundsOf(id)), { ...boundsOf(id), afterId, pageSize })
  const page: DocumentChange[] = []
  const size = { characters: 0 }
  for (const row of rows) {
    page.push(changeOf(row))
    size.characters += String(row['document']).length
    if (size.characters >= PAGE_CHARACTERS) break
  }
  return page
}

function pageSql({ since }: Bounds): string {
  const within = (row: string): string => `${row}.n <= $last AND ${row}.ingested_at >= $since`
  // All of history goes by the index of ids; the latest part of it, by that of times.
  const from = since === 0 ? 'changes c' : 'changes c INDEXED BY changes_by_time'
  return `SELECT * FROM ${from} WHERE ${within('c')} AND c.id > $afterId AND NOT EXISTS
    (SELECT 1 FROM changes d WHERE d.id = c.id AND ${within('d')} AND (d.version, d.deleted, d.digest) > (c.version, c.deleted, c.digest))
    ORDER BY c.id LIMIT $pageSize`
}

function boundsOf(id: string): Bounds {
  const [, last, since] = /^(\d+)-(\d+)$/.exec(id) ?? []
  if (last !== undefined && since !== undefined) return { last: Number(last), since: Number(since) }
  throw new UpnextError('not-found', `There is no snapshot "${id}".`, { fix: 'Take a new one.' })
}
