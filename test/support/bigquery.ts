import { randomUUID } from 'node:crypto'
import { createTables } from '#infra/bigquery/create-tables.ts'
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
