import { access, constants, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { openEmbedders, openStores } from '#infra/adapters.ts'
import { assertListening } from '#infra/push/probe.ts'
import { openConnection } from '#infra/sqlite/connection.ts'
import { eventsUrl, type Config } from '#shared/config.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { ok, type Check, type Finding } from './check.ts'

export const NODE: Check = { name: 'node', run: node }
export const WAREHOUSE: Check = { name: 'warehouse', run: warehouse }

/** Everything that the product needs on this machine, from the ground up. */
export const CHECKS: readonly Check[] = [
  NODE,
  { name: 'sqlite-vec', run: sqliteVec },
  { name: 'database', run: database },
  WAREHOUSE,
  { name: 'model', run: model },
  { name: 'transcripts', run: transcripts },
  { name: 'signing keys', run: signingKeys },
  { name: 'server', run: server },
]

function node(): Finding {
  return ok(`Node ${process.versions.node}`)
}

function sqliteVec(): Finding {
  const connection = openConnection({ path: ':memory:', mode: 'write' })
  try {
    return ok(`sqlite-vec ${String(connection.get('SELECT vec_version() AS version')?.['version'])} is loaded`)
  } finally {
    connection.close()
  }
}

async function database(config: Config): Promise<Finding> {
  const { sqlitePath: path } = config
  const there = await stat(path).catch(() => undefined)
  if (there === undefined)
    return { status: 'warn', detail: `${path} is not there yet`, fix: 'Start the product with `npm start`: it makes the file.' }
  const writable = await isWritable(path)
  const stores = await openStores(config, { readOnly: true })
  try {
    const { revision, collections } = await stores.registry.read()
    if (writable) return ok(`${path}: revision ${revision}, ${collections.length} collection(s)`)
    return { status: 'fail', detail: `${path} can be read, not written`, fix: 'Give this user the right to write the file and its folder.' }
  } finally {
    await stores.close()
  }
}

async function warehouse(config: Config): Promise<Finding> {
  if (config.warehouse === 'sqlite') return ok('in the database file')
  const [{ driftOf }, { optionsOf }, { placeOf }] = await Promise.all([
    import('#infra/bigquery/drift.ts'),
    import('#infra/bigquery/options.ts'),
    import('#infra/bigquery/place.ts'),
  ])
  const place = placeOf(await optionsOf(config))
  const drift = await driftOf(place)
  if (drift.length === 0) return ok(`BigQuery ${place.path} has the tables of this release`)
  return { status: 'fail', detail: `${place.path}: ${drift.join(', ')}`, fix: 'Apply the Terraform configuration of this release.' }
}

/** SQLite writes beside the file too. */
async function isWritable(path: string): Promise<boolean> {
  return Promise.all([access(path, constants.W_OK), access(dirname(path), constants.W_OK)]).then(
    () => true,
    () => false,
  )
}

async function model(config: Config): Promise<Finding> {
  const { model, dimensions } = DEFAULT_RECIPE
  const startedAt = performance.now()
  const embedders = openEmbedders(config)
  try {
    const [vector] = await (await embedders.lookup(model)).embed(['A short text that every model knows.'])
    const length = Math.hypot(...(vector ?? []))
    if (vector?.length === dimensions && Math.abs(length - 1) < 1e-3) {
      return ok(`${model}: ${dimensions} numbers a vector, ready in ${((performance.now() - startedAt) / 1000).toFixed(2)} s`)
    }
    return {
      status: 'fail',
      detail: `${model} gives no unit vector of ${dimensions} numbers`,
      fix: 'Fetch infra/muse/assets again: its files are damaged.',
    }
  } finally {
    await embedders.close()
  }
}

async function transcripts({ transcriptFolder: folder }: Config): Promise<Finding> {
  if (folder === undefined) return ok('file:// transcripts are refused, as configured')
  const found = await stat(folder).catch(() => undefined)
  if (found?.isDirectory() === true) return ok(`file:// transcripts may lie below ${folder}`)
  return {
    status: 'warn',
    detail: `there is no folder ${folder}`,
    fix: 'Make it, or set UPNEXT_TRANSCRIPT_DIR; `none` refuses file:// transcripts.',
  }
}

function signingKeys({ signingKeys: keys }: Config): Finding {
  return ok(keys.length === 0 ? 'made at the first start and kept beside the database' : `${keys.length} configured; the first signs`)
}

async function server(config: Config): Promise<Finding> {
  const url = eventsUrl(config)
  return assertListening(url).then(
    () => ok(`somebody listens at ${new URL(url).origin}`),
    () => ({ status: 'warn', detail: `nobody listens at ${new URL(url).origin}`, fix: 'Start the product with `npm start`.' }),
  )
}
