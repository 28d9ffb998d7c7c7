import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { BUSY_TIMEOUT_MS, openConnection, type Connection, type ConnectionOptions } from './connection.ts'
import { migrate } from './schema.ts'

/** SQLite writes the WAL back after 1,000 pages, but cannot start it anew while readers overlap. From here on the writer waits for them. */
const WAL_BYTES = 64 * 1024 * 1024

const CHECKPOINT_PATIENCE_MS = 200

/** Opens the file for the writer: makes it and its folder where missing, in WAL mode, with all tables. */
export function openForWriting(options: ConnectionOptions): Connection {
  mkdirSync(dirname(options.path), { recursive: true })
  const connection = openConnection(options)
  try {
    connection.exec('PRAGMA journal_mode = WAL')
    migrate(connection)
  } catch (error) {
    connection.close()
    throw error
  }
  return connection
}

/** Keeps the WAL from growing without bound under steady reads. Readers are short, so the wait for them is too. */
export function checkpointWhenLarge(connection: Connection, path: string): void {
  const size = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0
  if (size <= WAL_BYTES) return
  // A reader of another process that hangs must not stop every write for the whole busy timeout.
  connection.exec(`PRAGMA busy_timeout = ${CHECKPOINT_PATIENCE_MS}`)
  connection.get('PRAGMA wal_checkpoint(TRUNCATE)')
  connection.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`)
}

export function closeCheckpointed(connection: Connection): void {
  connection.get('PRAGMA wal_checkpoint(TRUNCATE)')
  connection.close()
}
