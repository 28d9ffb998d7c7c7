import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { usesSqlite, type Config } from '#shared/config.ts'
import { STATUS, type StatusReport } from '#shared/operations/status.ts'
import { createCommand } from '../command.ts'
import type { CliContext } from '../context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { operate } from '../operate.ts'
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
  const found = { ...(await operate(STATUS, {}, context)), ...(await databaseOf(context.config())) }
  show(context, options, found, () => statusText(found, colorsFor(context.stdout)))
  return EXIT.ok
}

type Found = StatusReport & Awaited<ReturnType<typeof databaseOf>>

/** The database file, where one is in use here. */
async function databaseOf(config: Config) {
  const { sqlitePath: path, operateUrl } = config
  if (operateUrl !== undefined || !usesSqlite(config)) return {}
  return { database: { path, bytes: await bytesOf(path), walBytes: await bytesOf(`${path}-wal`) } }
}

function statusText({ database, registry, collections, warehouse, letters, newest }: Found, { bold, yellow }: Colors): string {
  const waiting = (count: number | null) =>
    count === null ? 'see the metrics of its subscription' : count > 0 ? yellow(String(count)) : '0'
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
    ...(database === undefined
      ? []
      : [`${bold('database')}     ${database.path}  ${bytesText(database.bytes)}, WAL ${bytesText(database.walBytes)}`]),
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
