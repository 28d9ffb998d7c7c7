import { randomUUID } from 'node:crypto'
import { createTables } from '#infra/bigquery/create-tables.ts'
import { COLUMNS, type Column } from '#infra/bigquery/schema.ts'
import { placeOf, type Place } from '#infra/bigquery/place.ts'
import { openBigQueryWarehouse, type BigQueryWarehouseOptions, type OpenBigQueryWarehouse } from '#infra/bigquery/warehouse.ts'

const EMULATOR = process.env['BIGQUERY_EMULATOR_HOST']

/** For node:test's `skip`: the reason where no emulator is named, else false. */
export const skipWithoutBigQuery = EMULATOR === undefined ? 'no BigQuery emulator: set BIGQUERY_EMULATOR_HOST' : false

/** Where the emulator's Storage API listens. */
export function storageAddress(): { readonly host: string; readonly port: number } {
  const [named, rest] = [process.env['BIGQUERY_STORAGE_EMULATOR_HOST'], new URL(EMULATOR ?? '')]
  const { hostname, port } = named === undefined ? rest : new URL(`http://${named}`)
  return { host: hostname, port: Number(port) + (named === undefined ? 10 : 0) }
}

/**
 * Writes messages as a subscription of Pub/Sub that uses the table's schema does: field by field, and none that does not fit.
 * @throws Error that names the fields at fault.
 */
export async function insertMessages(place: Place, messages: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  const faults = messages.flatMap((message) => misfits('', COLUMNS.feedback_events, message))
  if (faults.length > 0) throw new Error(`Messages do not fit the table: ${faults.join(', ')}`)
  const table = (await place.rest()).dataset(place.dataset).table('feedback_events')
  await table.insert(
    messages.map((json) => ({ json })),
    { raw: true },
  )
}

const FITS: Readonly<Record<string, (value: unknown) => boolean>> = {
  STRING: (value) => typeof value === 'string',
  INTEGER: (value) => Number.isSafeInteger(value),
  FLOAT: (value) => Number.isFinite(value),
  BOOLEAN: (value) => typeof value === 'boolean',
  TIMESTAMP: (value) => typeof value === 'string' && new Date(value).toISOString() === value,
}

function misfits(path: string, columns: readonly Column[], message: Readonly<Record<string, unknown>>): string[] {
  const unknown = Object.keys(message).filter((name) => columns.every((column) => column.name !== name))
  return [...unknown.map((name) => `${path}${name} is unknown`), ...columns.flatMap((column) => misfit(path, column, message[column.name]))]
}

function misfit(path: string, { name, type, mode, fields = [] }: Column, value: unknown): string[] {
  if (value === undefined) return mode === 'REQUIRED' ? [`${path}${name} is missing`] : []
  const values: readonly unknown[] = mode !== 'REPEATED' ? [value] : Array.isArray(value) ? value : []
  if (type === 'RECORD') return values.flatMap((part) => misfits(`${path}${name}.`, fields, part as Readonly<Record<string, unknown>>))
  return values.every((one) => FITS[type]?.(one)) ? [] : [`${path}${name} is no ${type}`]
}

export interface TemporaryDataset extends OpenBigQueryWarehouse {
  readonly place: Place
  readonly options: BigQueryWarehouseOptions
  /** The settings that name it. */
  readonly env: Readonly<Record<string, string>>
}

/** A warehouse in a dataset of its own, which goes with it. */
export async function openTemporaryDataset(given: Partial<BigQueryWarehouseOptions> = {}): Promise<TemporaryDataset> {
  const dataset = `upnext_test_${randomUUID().replaceAll('-', '')}`
  const storageEmulatorHost = process.env['BIGQUERY_STORAGE_EMULATOR_HOST']
  const options = { projectId: 'upnext-test', dataset, location: 'EU', emulatorHost: EMULATOR, storageEmulatorHost, ...given }
  const place = placeOf(options)
  await createTables(place)
  const opened = openBigQueryWarehouse(options)
  return {
    warehouse: opened.warehouse,
    feedback: opened.feedback,
    watches: opened.watches,
    place,
    options,
    env: {
      UPNEXT_WAREHOUSE: 'bigquery',
      UPNEXT_PROJECT: options.projectId,
      UPNEXT_DATASET: dataset,
      BIGQUERY_EMULATOR_HOST: EMULATOR ?? '',
      BIGQUERY_STORAGE_EMULATOR_HOST: storageEmulatorHost ?? '',
    },
    close: async () => {
      await opened.close()
      await (await place.rest()).dataset(dataset).delete({ force: true })
    },
  }
}
