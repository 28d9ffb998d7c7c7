import type { Tables } from '../collections.ts'
import type { Connection } from '../connection.ts'

/** Makes `keys` the identity keys of row `n`. */
export function replaceKeys(connection: Connection, { keys: table }: Tables, n: number, keys: readonly string[]): void {
  replace(connection, table, n, keys)
}

/** Makes `keys` the spelling keys of row `n`. */
export function replaceSpellings(connection: Connection, { spellings: table }: Tables, n: number, keys: readonly number[]): void {
  replace(connection, table, n, keys)
}

function replace(connection: Connection, table: string, n: number, keys: readonly (string | number)[]): void {
  connection.run(`DELETE FROM ${table} WHERE n = $n`, { n })
  connection.run(`INSERT OR IGNORE INTO ${table} (key, n) SELECT value, $n FROM json_each($keys)`, { n, keys: JSON.stringify(keys) })
}
