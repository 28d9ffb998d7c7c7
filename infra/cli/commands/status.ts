import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Stores } from '#infra/adapters.ts'
import { SERVING_ALIAS, type CollectionRecord, type RegistryState } from '#shared/index/registry.ts'
import { recipeDigest } from '#shared/recipe/recipe.ts'
import { createCommand } from '../command.ts'
import type { CliContext } from '../context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { withStores } from '../stores.ts'
import { colorsFor, type Colors } from '../terminal/colors.ts'
import { bytesText } from '../terminal/numbers.ts'
import { show, type CommonOptions } from '../terminal/output.ts'
import { printable, renderTable } from '../terminal/table.ts'

export function statusCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand('status', 'what the installation holds: collections, counts, letters that wait', context).action(
    async (options: CommonOptions) => exit(await status(options, context)),
  )
}

/** Shows the state of the stores. */
export async function status(options: CommonOptions, context: CliContext): Promise<ExitCode> {
  const found = await withStores(context, { readOnly: true }, async (stores, { sqlitePath }) => ({
    database: { path: sqlitePath, bytes: await bytesOf(sqlitePath), walBytes: await bytesOf(`${sqlitePath}-wal`) },
    ...(await stateOf(stores, context.clock())),
  }))
  show(context, options, found, () => statusText(found, colorsFor(context.stdout)))
  return EXIT.ok
}

async function stateOf(stores: Stores, now: number) {
  const registry = await stores.registry.read()
  const [collections, warehouse, quarantine, deadLetter, newest] = await Promise.all([
    Promise.all(registry.collections.map(async (collection) => collectionView(collection, stores))),
    stores.warehouse.count(),
    stores.letters.count('quarantine'),
    stores.letters.count('dead-letter'),
    newestOf(registry, stores, now),
  ])
  const { revision, aliases } = registry
  return { registry: { revision, aliases }, collections, warehouse, letters: { quarantine, deadLetter }, newest }
}

type Status = Awaited<ReturnType<typeof stateOf>> & {
  readonly database: { readonly path: string; readonly bytes: number; readonly walBytes: number }
}

async function collectionView({ name, recipe, state, createdAt }: CollectionRecord, { index }: Stores) {
  const { name: recipeName, model, textRules } = recipe
  const counts = await index.count(name)
  return {
    name,
    state,
    createdAt: new Date(createdAt).toISOString(),
    recipe: { name: recipeName, digest: recipeDigest(recipe), model, textRules },
    ...counts,
  }
}

/** The newest video that is shown, or null. */
async function newestOf({ aliases }: RegistryState, { index }: Stores, now: number) {
  const collection = aliases[SERVING_ALIAS]
  if (collection === undefined) return null
  const [newest] = await index.latest(collection, { now, regions: [], ageRestricted: true }, 1)
  if (newest === undefined) return null
  const display = (await index.displays(collection, [newest.id])).get(newest.id)
  return { id: newest.id, title: display?.title ?? '', publishedAt: new Date(newest.ranking.publishedAt).toISOString() }
}

function statusText({ database, registry, collections, warehouse, letters, newest }: Status, { bold, yellow }: Colors): string {
  const waiting = (count: number) => (count > 0 ? yellow(String(count)) : '0')
  const serving = (name: string) =>
    Object.entries(registry.aliases)
      .filter(([, target]) => target === name)
      .map(([alias]) => alias)
      .join(', ')
  const rows = collections.map(({ name, state, recipe, live, shown, tombstones }) => [
    name,
    serving(name),
    state,
    `${recipe.name} (${recipe.model})`,
    ...[live, shown, tombstones].map(String),
  ])
  return [
    `${bold('database')}     ${database.path}  ${bytesText(database.bytes)}, WAL ${bytesText(database.walBytes)}`,
    `${bold('registry')}     revision ${registry.revision}`,
    `${bold('warehouse')}    ${warehouse.videos} videos, ${warehouse.changes} changes, ${warehouse.vectors} vectors`,
    `${bold('quarantine')}   ${waiting(letters.quarantine)}`,
    `${bold('dead letters')} ${waiting(letters.deadLetter)}`,
    `${bold('newest')}       ${newest === null ? 'none' : `${newest.publishedAt}  ${printable(newest.id)}  ${printable(newest.title)}`}`,
    '',
    renderTable(['collection', 'alias', 'state', 'recipe', 'live', 'shown', 'tombstones'], rows),
  ].join('\n')
}

async function bytesOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}
