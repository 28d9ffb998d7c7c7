import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite'
import { LRUCache } from 'lru-cache'
import { getLoadablePath } from 'sqlite-vec'

/** Filters give many texts of one query; more than this are not kept prepared. */
const KEPT_STATEMENTS = 200
/** Vectors of 512 floats fill three quarters of such a page, and half of SQLite's default one. */
const PAGE_BYTES = 8192
export const BUSY_TIMEOUT_MS = 5000
const WRITER_CACHE_KIB = 65_536
/** Readers map the file, so that all of them share the system's cache. */
const MAPPED_BYTES = 2 ** 31 - 65_536

export type Row = Readonly<Record<string, SQLOutputValue>>
export type Parameters = Readonly<Record<string, SQLInputValue>>

export interface ConnectionOptions {
  readonly path: string
  /** `read` may recover the WAL of a killed process and is what readers beside a writer use; `read-only` never touches the file. */
  readonly mode: 'write' | 'read' | 'read-only'
  /** Size that the file may reach. Default: the disk. */
  readonly maxBytes?: number
}

/** One open database, of one thread. Statements are prepared once; parameters are named ($name in SQL, name here). */
export interface Connection {
  all(sql: string, parameters?: Parameters): Row[]
  get(sql: string, parameters?: Parameters): Row | undefined
  iterate(sql: string, parameters?: Parameters): Iterable<Row>
  /** @returns how many rows changed. */
  run(sql: string, parameters?: Parameters): number
  /** Several statements, none of them kept. */
  exec(sql: string): void
  inTransaction(): boolean
  close(): void
}

/** Opens the file and loads sqlite-vec. @throws the error of node:sqlite, which `faultOf` explains. */
export function openConnection({ path, mode, maxBytes }: ConnectionOptions): Connection {
  const database = new DatabaseSync(path, { allowExtension: true, readOnly: mode === 'read-only', timeout: BUSY_TIMEOUT_MS })
  try {
    database.loadExtension(getLoadablePath())
    database.enableLoadExtension(false)
    database.exec(mode === 'write' ? writerPragmas(maxBytes) : readerPragmas())
  } catch (error) {
    database.close()
    throw error
  }
  return connectionOf(database)
}

function connectionOf(database: DatabaseSync): Connection {
  const statements = new LRUCache<string, StatementSync>({ max: KEPT_STATEMENTS })
  const prepared = (sql: string): StatementSync => {
    const statement = statements.get(sql) ?? database.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  return {
    all: (sql, parameters = {}) => prepared(sql).all(parameters),
    get: (sql, parameters = {}) => prepared(sql).get(parameters),
    iterate: (sql, parameters = {}) => prepared(sql).iterate(parameters),
    run: (sql, parameters = {}) => Number(prepared(sql).run(parameters).changes),
    exec: (sql) => database.exec(sql),
    inTransaction: () => database.isTransaction,
    close: () => database.close(),
  }
}

/** synchronous = FULL: what was acknowledged survives a power cut. The page size only takes effect in a new file. */
function writerPragmas(maxBytes: number | undefined): string {
  const limit = maxBytes === undefined ? '' : `PRAGMA max_page_count = ${Math.floor(maxBytes / PAGE_BYTES)};`
  return `PRAGMA page_size = ${PAGE_BYTES}; ${limit} PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -${WRITER_CACHE_KIB};`
}

function readerPragmas(): string {
  return `PRAGMA query_only = 1; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = ${MAPPED_BYTES};`
}
