import { UpnextError } from '#shared/errors.ts'
import { COLUMNS, type Column, type TableName } from './schema.ts'

/** A row as the Storage Write API takes it; a TIMESTAMP is its microseconds since 1970, as digits. */
export type Row = Readonly<Record<string, Value>>
type Value = string | number | boolean | null | Uint8Array | readonly number[]

/** What a TIMESTAMP can be, in epoch milliseconds. */
const FIRST_INSTANT = Date.parse('0001-01-01T00:00:00.000Z')
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z')

/** A TIMESTAMP from epoch milliseconds; what lies outside BigQuery's calendar moves to its edge. */
export function timestamp(ms: number): string {
  return String(BigInt(Math.round(Math.min(Math.max(ms, FIRST_INSTANT), LAST_INSTANT))) * 1000n)
}

const FITS: Readonly<Record<string, (value: unknown) => boolean>> = {
  STRING: (value) => typeof value === 'string',
  BYTES: (value) => value instanceof Uint8Array,
  INTEGER: (value) => Number.isSafeInteger(value),
  FLOAT: (value) => Number.isFinite(value),
  BOOLEAN: (value) => typeof value === 'boolean',
  TIMESTAMP: (value) => typeof value === 'string' && /^-?\d+$/.test(value),
}

/**
 * Checks a row before it is sent: the encoder drops fields that it does not know, and a table that lags behind the code should be told by name.
 * @throws UpnextError `configuration` that names the columns, never a value.
 */
export function assertRow(table: TableName, row: Row): void {
  const columns = COLUMNS[table]
  const unknown = Object.keys(row).filter((name) => columns.every((column) => column.name !== name))
  const unfit = columns.filter((column) => !fits(column, row[column.name])).map(({ name }) => name)
  if (unknown.length + unfit.length === 0) return
  throw new UpnextError('configuration', `A row does not fit ${table}: unknown [${unknown.join()}], unfit [${unfit.join()}].`, {
    fix: 'Deploy code and table schema of one release.',
  })
}

function fits({ mode, type }: Column, value: Value | undefined): boolean {
  const fitsType = FITS[type] ?? (() => false)
  if (mode === 'REPEATED') return Array.isArray(value) && value.every(fitsType)
  return value === null || value === undefined ? mode === 'NULLABLE' : fitsType(value)
}

/** About how many bytes a row takes on the wire. */
export function sizeOf(row: Row): number {
  return Object.values(row).reduce((sum: number, value) => sum + 8 + sizeOfValue(value), 0)
}

function sizeOfValue(value: Value): number {
  if (typeof value === 'string') return Buffer.byteLength(value)
  return typeof value === 'object' && value !== null ? value.length * (value instanceof Uint8Array ? 1 : 8) : 8
}
