import { UpnextError } from '#shared/errors.ts'
import type { Connection } from './connection.ts'
import { transaction } from './transaction.ts'

/** Raised with every change of the tables. */
const SCHEMA_VERSION = 3
/** Says in the file's header that it is ours: "UPNX". */
const APPLICATION_ID = 0x55504e58

const TABLES = `
  CREATE TABLE collections (
    n INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, dimensions INTEGER NOT NULL, recipe_digest TEXT NOT NULL) STRICT;
  CREATE TABLE registry (one INTEGER PRIMARY KEY CHECK (one = 1), revision INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
  INSERT INTO registry VALUES (1, 0, '{"collections":[],"aliases":{}}');
  CREATE TABLE artefacts (digest TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE channels (
    id TEXT PRIMARY KEY, version INTEGER NOT NULL, suspended INTEGER NOT NULL, changed_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX channels_suspended ON channels (changed_at, id) WHERE suspended = 1;
  CREATE TABLE signals (
    id TEXT PRIMARY KEY, measured INTEGER NOT NULL, clock INTEGER NOT NULL, views REAL NOT NULL, watch_seconds REAL) STRICT, WITHOUT ROWID;
  CREATE TABLE signal_lists (
    kind TEXT NOT NULL, key TEXT NOT NULL, computed_at INTEGER NOT NULL, list TEXT NOT NULL, PRIMARY KEY (kind, key)) STRICT, WITHOUT ROWID;
  CREATE TABLE changes (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL, deleted INTEGER NOT NULL, digest TEXT NOT NULL, document TEXT,
    event_time INTEGER NOT NULL, ingested_at INTEGER NOT NULL, registry_revision INTEGER NOT NULL) STRICT;
  CREATE UNIQUE INDEX changes_by_order ON changes (id, version, deleted, digest);
  CREATE INDEX changes_by_time ON changes (ingested_at);
  CREATE TABLE recipes (n INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE made_vectors (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, recipe INTEGER NOT NULL, text_hash TEXT NOT NULL, mix TEXT NOT NULL,
    vector BLOB NOT NULL) STRICT;
  CREATE UNIQUE INDEX made_vectors_by_text ON made_vectors (id, recipe, text_hash);
  CREATE TABLE signal_history (
    id TEXT, measured INTEGER, clock INTEGER, views REAL, watch_seconds REAL,
    PRIMARY KEY (id, measured, clock, views, watch_seconds)) WITHOUT ROWID;
  CREATE TABLE channel_history (id TEXT, version INTEGER, suspended INTEGER, PRIMARY KEY (id, version, suspended)) WITHOUT ROWID;
  CREATE TABLE letters (
    n INTEGER PRIMARY KEY AUTOINCREMENT, box TEXT NOT NULL, message_id TEXT NOT NULL, received_at INTEGER NOT NULL, reason TEXT NOT NULL,
    attributes TEXT NOT NULL, data TEXT NOT NULL, data_digest TEXT NOT NULL, UNIQUE (box, message_id, data_digest)) STRICT;
  CREATE TABLE feedback_events (
    event_id TEXT NOT NULL, day TEXT NOT NULL, type TEXT NOT NULL, occurred_at INTEGER NOT NULL, received_at INTEGER NOT NULL, session TEXT,
    viewer TEXT, shelf_id TEXT, impression_id TEXT, seed TEXT, placement TEXT, experiment TEXT, arm TEXT, region TEXT, flag TEXT, item TEXT,
    position INTEGER, tier TEXT, seconds REAL, percent REAL, finished INTEGER, items TEXT NOT NULL) STRICT;
  CREATE TABLE watched (viewer TEXT NOT NULL, video TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (viewer, video)) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX feedback_events_by_id ON feedback_events (event_id, day, type);
  CREATE INDEX feedback_events_by_day ON feedback_events (type, day);
  CREATE INDEX feedback_events_by_viewer ON feedback_events (viewer) WHERE viewer IS NOT NULL;
`

/** Makes the tables in a new file. @throws UpnextError `configuration` for a file of another program or of a later version. */
export function migrate(connection: Connection): void {
  if (isCurrent(connection)) return
  transaction(connection, 'IMMEDIATE', () => {
    // Another process may have made them while this one waited for the lock.
    if (isCurrent(connection)) return
    connection.exec(`${TABLES} PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION};`)
  })
}

/** @throws UpnextError `configuration` as `migrate`, and where the file has no tables yet. */
export function checkSchema(connection: Connection): void {
  if (isCurrent(connection)) return
  throw new UpnextError('configuration', 'The database file is empty.', {
    fix: 'Start the product once with `npm start`, which sets it up.',
  })
}

function isCurrent(connection: Connection): boolean {
  const version = pragma(connection, 'user_version')
  const application = pragma(connection, 'application_id')
  const isEmpty = connection.get('SELECT 1 FROM sqlite_schema LIMIT 1') === undefined
  if (isEmpty) return false
  if (application !== APPLICATION_ID) {
    throw new UpnextError('configuration', 'The database file belongs to another program.', {
      fix: 'Set UPNEXT_SQLITE_PATH to a file of its own.',
    })
  }
  if (version < SCHEMA_VERSION) {
    throw new UpnextError('configuration', `The database file has schema version ${version}, of before the first release.`, {
      fix: 'Move the file away together with its -wal and -shm files, then publish the catalogue again.',
    })
  }
  if (version > SCHEMA_VERSION) {
    throw new UpnextError('configuration', `The database file has schema version ${version}; this release knows ${SCHEMA_VERSION}.`, {
      fix: 'Run the release that wrote the file, or a later one.',
    })
  }
  return true
}

function pragma(connection: Connection, name: 'user_version' | 'application_id'): number {
  return Number(connection.get(`PRAGMA ${name}`)?.[name])
}
