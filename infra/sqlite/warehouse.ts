import type { ChannelState } from '#shared/index/video-index.ts'
import type { Signals } from '#shared/signals/signal-store.ts'
import type { Video } from '#shared/video/event.ts'
import type { DocumentChange, VectorRow, Warehouse } from '#shared/warehouse/warehouse.ts'
import type { Connection, Row } from './connection.ts'
import { bytesOf } from './index/candidates.ts'
import { orderColumns } from './index/point-row.ts'
import { signalColumns } from './signals.ts'
import type { Threads } from './threads.ts'

const PAGE_SIZE = 500
/** A page ends early at so much text: one transcript may have 10 MiB. */
const PAGE_CHARACTERS = 4_000_000

const WINNING = `SELECT * FROM changes c WHERE NOT EXISTS
  (SELECT 1 FROM changes d WHERE d.id = c.id AND (d.version, d.deleted, d.digest) > (c.version, c.deleted, c.digest))`

export function createWarehouse({ read, write }: Threads): Warehouse {
  return {
    appendChanges: (changes) => write('appendChanges', { changes }),
    appendVectors: (rows) => write('appendVectors', { rows: rows.map((row) => ({ ...row, vector: row.vector.slice() })) }),
    appendSignals: (signals) => write('appendSignals', { signals }),
    appendChannels: (channels) => write('appendChannels', { channels }),
    latestChanges: ({ afterId, pageSize = PAGE_SIZE } = {}) => pages(read, afterId, pageSize),
    changesOf: (ids) => read('changesOf', { ids }),
    count: () => read('countWarehouse', undefined),
    contentOf: (ids) => read('contentOf', { ids }),
    erase: (ids) => write('eraseContent', { ids }),
  }
}

/** One statement a page, so that no long read keeps the WAL from being written back. */
async function* pages(read: Threads['read'], afterId: string | undefined, pageSize: number): AsyncIterable<DocumentChange> {
  for (let page = await read('changesAfter', { afterId, pageSize }); page.length > 0;) {
    yield* page
    page = await read('changesAfter', { afterId: page.at(-1)?.id, pageSize })
  }
}

export function appendChanges(connection: Connection, { changes }: { changes: readonly DocumentChange[] }): void {
  const sql = `INSERT INTO changes (id, version, deleted, digest, document, event_time, ingested_at, registry_revision)
    VALUES ($id, $version, $deleted, $digest, $document, $eventTime, $ingestedAt, $registryRevision) ON CONFLICT DO NOTHING`
  for (const { id, order, document, eventTime, ingestedAt, registryRevision } of changes) {
    const text = document === null ? null : JSON.stringify(document)
    connection.run(sql, { id, ...orderColumns(order), document: text, eventTime, ingestedAt, registryRevision })
  }
}

export function appendVectors(connection: Connection, { rows }: { rows: readonly VectorRow[] }): void {
  for (const { id, recipeDigest, textHash, vector } of rows) {
    connection.run('INSERT INTO recipes (digest) VALUES ($recipeDigest) ON CONFLICT DO NOTHING', { recipeDigest })
    connection.run(
      `INSERT INTO made_vectors (id, recipe, text_hash, vector)
       SELECT $id, n, $textHash, $vector FROM recipes WHERE digest = $recipeDigest ON CONFLICT DO NOTHING`,
      { id, recipeDigest, textHash, vector: bytesOf(vector) },
    )
  }
}

export function appendSignals(connection: Connection, { signals }: { signals: readonly Signals[] }): void {
  const sql = 'INSERT OR IGNORE INTO signal_history VALUES ($id, $measured, $clock, $views, ifnull($watchSeconds, -1))'
  for (const row of signals) connection.run(sql, signalColumns(row))
}

export function appendChannels(connection: Connection, { channels }: { channels: readonly ChannelState[] }): void {
  const sql = 'INSERT OR IGNORE INTO channel_history VALUES ($id, $version, $suspended)'
  for (const { id, version, suspended } of channels) connection.run(sql, { id, version, suspended: Number(suspended) })
}

export function changesAfter(
  connection: Connection,
  { afterId, pageSize }: { afterId: string | undefined; pageSize: number },
): DocumentChange[] {
  const from = afterId === undefined ? '' : 'AND c.id > $afterId'
  const rows = connection.iterate(`${WINNING} ${from} ORDER BY c.id LIMIT $pageSize`, {
    pageSize,
    ...(afterId === undefined ? {} : { afterId }),
  })
  const page: DocumentChange[] = []
  const size = { characters: 0 }
  for (const row of rows) {
    page.push(changeOf(row))
    size.characters += String(row['document']).length
    if (size.characters >= PAGE_CHARACTERS) break
  }
  return page
}

export function changesOf(connection: Connection, { ids }: { ids: readonly string[] }): Map<string, DocumentChange> {
  const rows = connection.all(`${WINNING} AND c.id IN (SELECT value FROM json_each($ids))`, { ids: JSON.stringify(ids) })
  return new Map(rows.map((row) => [String(row['id']), changeOf(row)]))
}

export function countWarehouse(connection: Connection): { changes: number; videos: number; vectors: number } {
  const count = (sql: string): number => Number(connection.get(`SELECT ${sql}`)?.['rows'])
  return {
    changes: count('count(*) AS rows FROM changes'),
    videos: count('count(DISTINCT id) AS rows FROM changes'),
    vectors: count('count(*) AS rows FROM made_vectors'),
  }
}

function changeOf(row: Row): DocumentChange {
  const text = row['document']
  return {
    id: String(row['id']),
    order: { version: Number(row['version']), deleted: row['deleted'] === 1, digest: String(row['digest']) },
    document: typeof text === 'string' ? (JSON.parse(text) as Video) : null,
    eventTime: Number(row['event_time']),
    ingestedAt: Number(row['ingested_at']),
    registryRevision: Number(row['registry_revision']),
  }
}
