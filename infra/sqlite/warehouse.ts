import { hash } from 'node:crypto'
import type { ChannelState } from '#shared/index/video-index.ts'
import type { Signals } from '#shared/signals/signal-store.ts'
import type { Video } from '#shared/video/event.ts'
import type { DocumentChange, Warehouse } from '#shared/warehouse/warehouse.ts'
import type { Connection, Row } from './connection.ts'
import { orderColumns } from './index/point-row.ts'
import { signalColumns } from './signals.ts'
import { snapshotChanges } from './snapshot.ts'
import type { Threads } from './threads.ts'

const WINNING = `SELECT * FROM changes c WHERE NOT EXISTS
  (SELECT 1 FROM changes d WHERE d.id = c.id AND (d.version, d.deleted, d.digest) > (c.version, c.deleted, c.digest))`

export function createWarehouse({ read, write }: Threads): Warehouse {
  return {
    appendChanges: (changes) => write('appendChanges', { changes }),
    appendVectors: (rows) => write('appendVectors', { rows: rows.map((row) => ({ ...row, vector: row.vector.slice() })) }),
    appendSignals: (signals) => write('appendSignals', { signals }),
    appendChannels: (channels) => write('appendChannels', { channels }),
    latestChanges: (options) => latestChanges(read, options),
    takeSnapshot: (options = {}) => read('takeSnapshot', options),
    readSnapshot: (id, options) => snapshotChanges({ read }, id, options),
    dropSnapshot: () => Promise.resolve(),
    vectorsOf: (recipeDigest, ids) => read('vectorsOf', { recipeDigest, ids }),
    countVectors: (recipeDigest) => read('countVectors', { recipeDigest }),
    nearestVectors: (recipeDigest, ids, limit) => read('nearestVectors', { recipeDigest, ids, limit }),
    sampleIds: (seed, limit) => read('sampleIds', { seed, limit }),
    lastIngestedAt: () => read('lastIngestedAt', undefined),
    changesOf: (ids) => read('changesOf', { ids }),
    count: () => read('countWarehouse', undefined),
    contentOf: (ids) => read('contentOf', { ids }),
    erase: (ids) => write('eraseContent', { ids }),
  }
}

async function* latestChanges(read: Threads['read'], options?: Parameters<Warehouse['latestChanges']>[0]): AsyncIterable<DocumentChange> {
  const { id } = await read('takeSnapshot', {})
  yield* snapshotChanges({ read }, id, options)
}

export function appendChanges(connection: Connection, { changes }: { changes: readonly DocumentChange[] }): void {
  const sql = `INSERT INTO changes (id, version, deleted, digest, document, event_time, ingested_at, registry_revision)
    VALUES ($id, $version, $deleted, $digest, $document, $eventTime, $ingestedAt, $registryRevision) ON CONFLICT DO NOTHING`
  for (const { id, order, document, eventTime, ingestedAt, registryRevision } of changes) {
    const text = document === null ? null : JSON.stringify(document)
    connection.run(sql, { id, ...orderColumns(order), document: text, eventTime, ingestedAt, registryRevision })
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

export function sampleIds(connection: Connection, { seed, limit }: { seed: number; limit: number }): string[] {
  const ids = connection.all('SELECT DISTINCT id FROM changes').map(({ id }) => String(id))
  const ranked = ids.map((id) => [hash('sha256', `${seed}:${id}`), id] as const).sort(([a], [b]) => (a < b ? -1 : 1))
  return ranked.slice(0, limit).map(([, id]) => id)
}

export function lastIngestedAt(connection: Connection): number | undefined {
  const last = connection.get('SELECT max(ingested_at) AS last FROM changes')?.['last'] ?? null
  return last === null ? undefined : Number(last)
}

export function changeOf(row: Row): DocumentChange {
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
