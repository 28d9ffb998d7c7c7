import { isUpnextError } from '#shared/errors.ts'
import type { Place } from './place.ts'
import { retrying } from './retry.ts'
import { COLUMNS, TABLES, VIEWS, type Column, type TableName } from './schema.ts'

/** What the dataset lacks of the schema of this release, as clauses; empty where nothing. @throws UpnextError where it cannot be asked. */
export async function driftOf(place: Place): Promise<string[]> {
  const tables = Object.keys(TABLES) as TableName[]
  const drifts = [...tables.map((name) => tableDrift(place, name)), ...Object.keys(VIEWS).map((name) => viewDrift(place, name))]
  return (await Promise.all(drifts)).flat()
}

async function tableDrift(place: Place, name: TableName): Promise<string[]> {
  const stored = await columnsOf(place, name)
  if (stored === undefined) return [`${name} is missing`]
  return COLUMNS[name].flatMap(({ name: column, type, mode }) => {
    const found = stored.find((other) => other.name === column)
    if (found === undefined) return [`${name} lacks ${column}`]
    return found.type === type && found.mode === mode ? [] : [`${name}.${column} is ${found.mode} ${found.type}, not ${mode} ${type}`]
  })
}

async function viewDrift(place: Place, name: string): Promise<string[]> {
  return (await columnsOf(place, name)) === undefined ? [`${name} is missing`] : []
}

interface Metadata {
  readonly schema?: { readonly fields?: readonly { readonly name: string; readonly type: string; readonly mode?: string }[] }
}

async function columnsOf(place: Place, name: string): Promise<readonly Omit<Column, 'description'>[] | undefined> {
  const ask = async () => (await (await place.rest()).dataset(place.dataset).table(name).getMetadata()) as [Metadata, unknown]
  try {
    const [{ schema }] = await retrying(ask, `look at ${name}`)
    return (schema?.fields ?? []).map((field) => ({ mode: 'NULLABLE', ...field }))
  } catch (error) {
    if (isUpnextError(error, 'not-found')) return undefined
    throw error
  }
}
