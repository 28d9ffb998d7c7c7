import type { Command } from 'commander'
import { UpnextError } from '#shared/errors.ts'
import { PURGE_TOMBSTONES, TOMBSTONE_DAYS, type PurgeTombstonesReport } from '#shared/operations/lifecycle/purge-tombstones.ts'
import { PURGE, type PurgeReport } from '#shared/operations/lifecycle/purge.ts'
import { createCommand, wholeNumber } from '../../command.ts'
import type { CliContext } from '../../context.ts'
import { EXIT, type ExitCode } from '../../exit-code.ts'
import { operate } from '../../operate.ts'
import { confirmed } from '../../terminal/confirm.ts'
import { show, type CommonOptions } from '../../terminal/output.ts'

interface PurgeOptions extends CommonOptions {
  readonly collection?: string
  readonly tombstones?: boolean
  readonly olderThan: number
  readonly dryRun?: boolean
  readonly yes?: boolean
}

export function purgeCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand('purge', 'drop a collection that serves nobody, or tombstones that no late event can need', context)
    .option('--collection <name>', 'which collection goes')
    .option('--tombstones', 'what deletes of long ago have left, in all collections')
    .option('--older-than <days>', 'age of such deletes', wholeNumber(TOMBSTONE_DAYS, 100_000), TOMBSTONE_DAYS)
    .option('--dry-run', 'only tell what would go')
    .option('--yes', 'do not ask')
    .action(async (options: PurgeOptions) => exit(await purge(options, context)))
}

async function purge(options: PurgeOptions, context: CliContext): Promise<ExitCode> {
  const { collection, tombstones = false } = options
  if ((collection !== undefined) === tombstones) {
    throw new UpnextError('invalid-request', 'Name what goes.', { fix: 'Give either --collection NAME or --tombstones.' })
  }
  return collection === undefined ? purgeTombstones(options, context) : purgeCollection(collection, options, context)
}

async function purgeCollection(collection: string, options: PurgeOptions, context: CliContext): Promise<ExitCode> {
  const planned = await operate(PURGE, { collection, dryRun: true }, context)
  const rollback = planned.wasPrevious ? ' A rollback is not possible afterwards.' : ''
  if (options.dryRun !== true) await ask(`Drop ${collection} with ${planned.live} videos for good?${rollback}`, options, context)
  const done = options.dryRun === true ? planned : await operate(PURGE, { collection }, context)
  show(context, options, done, () => collectionText(done, rollback))
  return EXIT.ok
}

function collectionText({ collection, outcome, live, tombstones }: PurgeReport, rollback: string): string {
  const what = `${collection}: ${live} videos and ${tombstones} tombstones`
  return outcome === 'purged' ? `${what} are gone.` : `${what} would go.${rollback}`
}

async function purgeTombstones(options: PurgeOptions, context: CliContext): Promise<ExitCode> {
  const input = { olderThanDays: options.olderThan }
  const planned = await operate(PURGE_TOMBSTONES, { ...input, dryRun: true }, context)
  if (options.dryRun !== true) await ask(`Remove ${total(planned)} tombstones of before ${planned.before}?`, options, context)
  const done = options.dryRun === true ? planned : await operate(PURGE_TOMBSTONES, input, context)
  show(
    context,
    options,
    done,
    () => `${total(done)} tombstones of before ${done.before} ${done.outcome === 'purged' ? 'are gone' : 'would go'}.`,
  )
  return EXIT.ok
}

function total({ collections }: PurgeTombstonesReport): number {
  return collections.reduce((sum, { tombstones }) => sum + tombstones, 0)
}

async function ask(question: string, { yes }: PurgeOptions, context: CliContext): Promise<void> {
  if (yes === true || (await confirmed(context, question))) return
  throw new UpnextError('invalid-request', 'Nothing was removed.', { fix: 'Answer yes, or give --yes where nobody can be asked.' })
}
