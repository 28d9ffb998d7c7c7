import type { Command } from 'commander'
import { DIFF, type DiffReport } from '#shared/operations/lifecycle/diff.ts'
import { createCommand } from '../../command.ts'
import type { CliContext } from '../../context.ts'
import { EXIT, type ExitCode } from '../../exit-code.ts'
import { operate } from '../../operate.ts'
import { colorsFor } from '../../terminal/colors.ts'
import { show, type CommonOptions } from '../../terminal/output.ts'
import { startProgress } from '../../terminal/progress.ts'
import { printable } from '../../terminal/table.ts'

interface DiffOptions extends CommonOptions {
  readonly collection?: string
  readonly fix?: boolean
}

export function diffCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand('diff', 'compare a collection with the warehouse, video by video', context)
    .option('--collection <name>', 'default: the one that serves')
    .option('--fix', 'write what the warehouse has and the collection does not')
    .action(async (options: DiffOptions) => exit(await diff(options, context)))
}

/** @returns `failed` where something is missing or behind, and was not mended. */
async function diff({ collection, fix = false, ...options }: DiffOptions, context: CliContext): Promise<ExitCode> {
  const bar: { started?: ReturnType<typeof startProgress> } = {}
  const onStep = ({ videos, compared, scanned }: DiffReport) => {
    bar.started ??= startProgress(context.stderr, { label: 'comparing', unit: 'rows', total: 2 * videos })
    bar.started.update(Math.min(compared + scanned, 2 * videos), compared + scanned)
  }
  const input = { fix, ...(collection !== undefined && { collection }) }
  const report = await operate(DIFF, input, context, onStep).finally(() => bar.started?.stop())
  show(context, options, report, () => textOf(report, context))
  if (context.signal.aborted) return EXIT.interrupted
  return report.missing.count + report.behind.count > report.fixed ? EXIT.failed : EXIT.ok
}

function textOf({ collection, compared, scanned, missing, behind, ahead, fixed }: DiffReport, context: CliContext): string {
  const { bold, green, red } = colorsFor(context.stdout)
  const line = (name: string, { count, ids }: DiffReport['missing']) =>
    `${name.padEnd(8)} ${count}${count === 0 ? '' : `  ${ids.map(printable).join(' ')}${ids.length < count ? ' …' : ''}`}`
  const wrong = missing.count + behind.count
  const fate =
    wrong === 0 ? green('no difference') : fixed === wrong ? green(`${fixed} mended`) : red(`${wrong} differ: mend them with --fix`)
  const head = `${bold(collection)}  ${compared} videos of the warehouse, ${scanned} points`
  return [head, line('missing', missing), line('behind', behind), line('ahead', ahead), fate].join('\n')
}
