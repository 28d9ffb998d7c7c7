import { UpnextError } from '#shared/errors.ts'
import type { VideoContent } from '#shared/warehouse/warehouse.ts'
import type { Connection } from './connection.ts'

const OF_IDS = 'id IN (SELECT value FROM json_each($ids))'

/** What a delete leaves has no content and stays. */
const CONTENT = {
  changes: `changes WHERE ${OF_IDS} AND deleted = 0`,
  vectors: `made_vectors WHERE ${OF_IDS}`,
  signals: `signal_history WHERE ${OF_IDS}`,
} as const

export function contentOf(connection: Connection, { ids }: { ids: readonly string[] }): VideoContent {
  const count = (rows: string): number => Number(connection.get(`SELECT count(*) AS n FROM ${rows}`, { ids: JSON.stringify(ids) })?.['n'])
  return { changes: count(CONTENT.changes), vectors: count(CONTENT.vectors), signals: count(CONTENT.signals) }
}

export function eraseContent(connection: Connection, { ids }: { ids: readonly string[] }): void {
  for (const rows of Object.values(CONTENT)) connection.run(`DELETE FROM ${rows}`, { ids: JSON.stringify(ids) })
}

/**
 * Rewrites the file without what was deleted or replaced, which SQLite leaves in free pages and in the WAL. Takes as long as copying the file.
 * @throws UpnextError `unavailable` while another process reads or writes.
 */
export function scrub(connection: Connection): void {
  connection.exec('VACUUM')
  const { busy } = connection.get('PRAGMA wal_checkpoint(TRUNCATE)') ?? {}
  if (busy === 0) return
  throw new UpnextError('unavailable', 'Another process reads the database, so that its WAL keeps what was erased.', {
    fix: 'Run the same command again, with the product stopped if need be.',
  })
}
