import type { Command } from 'commander'
import { PREVIOUS_ALIAS, SERVING_ALIAS } from '#shared/index/registry.ts'
import { INDEX_STATUS } from '#shared/operations/lifecycle/index-status.ts'
import { PROMOTE, type PromoteReport } from '#shared/operations/lifecycle/promote.ts'
import { ROLLBACK, type RollbackReport } from '#shared/operations/lifecycle/rollback.ts'
import { UpnextError } from '#shared/errors.ts'
import { createCommand } from '../../command.ts'
import type { CliContext } from '../../context.ts'
import { EXIT, type ExitCode } from '../../exit-code.ts'
import { operate } from '../../operate.ts'
import { colorsFor } from '../../terminal/colors.ts'
import { confirmed } from '../../terminal/confirm.ts'
import { show, type CommonOptions } from '../../terminal/output.ts'

interface SwitchOptions extends CommonOptions {
  readonly serving?: string
  readonly dryRun?: boolean
  readonly yes?: boolean
}

interface PromoteOptions extends SwitchOptions {
  readonly collection: string
  readonly force?: string
}

export function promoteCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand('promote', 'let answers be read from a collection that passed its verification', context)
    .requiredOption('--collection <name>', 'which one')
    .option('--serving <name>', 'what serves as you saw it; another one is a conflict. Default: what serves now')
    .option('--force <reason>', 'promote without a pass; the log keeps the reason')
    .option('--dry-run', 'only check and tell')
    .option('--yes', 'do not ask')
    .action(async (options: PromoteOptions) => exit(await promote(options, context)))
}

export function rollbackCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand('rollback', 'let the collection serve again that served before', context)
    .option('--serving <name>', 'what serves as you saw it; another one is a conflict. Default: what serves now')
    .option('--dry-run', 'only check and tell')
    .action(async (options: SwitchOptions) => exit(await rollback(options, context)))
}

async function promote(
  { collection, serving, force, dryRun = false, yes, ...options }: PromoteOptions,
  context: CliContext,
): Promise<ExitCode> {
  const { aliases, collections } = await operate(INDEX_STATUS, {}, context)
  const report = collections.find(({ name }) => name === collection)?.check?.report ?? null
  const expected = { serving: serving ?? aliases[SERVING_ALIAS] ?? null, report }
  const input = { collection, expected, ...(force !== undefined && { force }) }
  const planned = await operate(PROMOTE, { ...input, dryRun: true }, context)
  const isSure = dryRun || planned.outcome === 'unchanged' || yes === true
  if (!isSure && !(await confirmed(context, `Let ${collection} serve in place of ${expected.serving ?? 'nothing'}?`))) throw notSure()
  const done = dryRun ? planned : await operate(PROMOTE, { ...input, dryRun }, context)
  show(context, options, done, () => promoteText(done, expected.serving, context))
  return EXIT.ok
}

function promoteText({ collection, outcome, previous }: PromoteReport, before: string | null, context: CliContext): string {
  const { bold } = colorsFor(context.stdout)
  if (outcome === 'unchanged') return `${bold(collection)} serves already.`
  if (outcome === 'planned') return `${bold(collection)} may serve in place of ${before ?? 'nothing'}.`
  return `${bold(collection)} serves. ${previous === null ? '' : `${previous} is still written: upnext index rollback`}`
}

async function rollback({ serving, dryRun = false, ...options }: SwitchOptions, context: CliContext): Promise<ExitCode> {
  const seen = serving ?? (await operate(INDEX_STATUS, {}, context)).aliases[SERVING_ALIAS] ?? ''
  const report = await operate(ROLLBACK, { expected: { serving: seen }, dryRun }, context)
  show(context, options, report, () => rollbackText(report, context))
  return EXIT.ok
}

function rollbackText({ outcome, serving, previous }: RollbackReport, context: CliContext): string {
  const { bold } = colorsFor(context.stdout)
  if (outcome === 'planned') return `${bold(serving)} would serve again in place of ${previous}.`
  return `${bold(serving)} serves again; ${previous} is the alias \`${PREVIOUS_ALIAS}\` now, and still written.`
}

function notSure(): UpnextError {
  return new UpnextError('invalid-request', 'Nothing was changed.', { fix: 'Answer yes, or give --yes where nobody can be asked.' })
}
