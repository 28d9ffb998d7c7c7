import { readFile } from 'node:fs/promises'
import type { Dataset, TableField, TableMetadata } from '@google-cloud/bigquery'
import { isUpnextError } from '#shared/errors.ts'
import type { Place } from './place.ts'
import { retrying } from './retry.ts'
import { COLUMNS, MAX_TIME_TRAVEL_HOURS, TABLES, VIEWS, type TableName, type ViewName } from './schema.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Makes the dataset, its tables and views where they are missing, for development and tests; in production Terraform does, from the same files.
 * What is there stays as it is. @throws UpnextError.
 */
export async function createTables(place: Place): Promise<void> {
  const client = await place.rest()
  const dataset = client.dataset(place.dataset)
  const options = { location: place.location, maxTimeTravelHours: String(MAX_TIME_TRAVEL_HOURS) }
  await once(() => client.createDataset(place.dataset, options))
  await Promise.all((Object.keys(TABLES) as TableName[]).map((name) => createTable(dataset, name, tableMetadata(name))))
  for (const name of Object.keys(VIEWS) as ViewName[]) await createTable(dataset, name, await viewMetadata(name, place))
}

async function createTable(dataset: Dataset, name: string, metadata: TableMetadata): Promise<void> {
  await once(() => dataset.createTable(name, metadata))
}

function tableMetadata(name: TableName): TableMetadata {
  const { description, partitioning, clustering } = TABLES[name]
  const { type, field, expirationDays } = partitioning
  return {
    description,
    schema: { fields: structuredClone(COLUMNS[name]) as TableField[] },
    timePartitioning: { type, field, ...(expirationDays === null ? {} : { expirationMs: String(expirationDays * DAY_MS) }) },
    clustering: { fields: [...clustering] },
  }
}

async function viewMetadata(name: ViewName, { path }: Place): Promise<TableMetadata> {
  const { description, query } = VIEWS[name]
  const sql = await readFile(new URL(`./schema/${query}`, import.meta.url), 'utf8')
  return { description, view: { query: sql.replaceAll('${dataset}', path), useLegacySql: false } }
}

async function once(create: () => Promise<unknown>): Promise<void> {
  await retrying(create, 'create tables').catch((error: unknown) => {
    if (!isUpnextError(error, 'conflict')) throw error
  })
}
