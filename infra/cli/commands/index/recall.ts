import type { Command } from 'commander'
import { RECALL, type RecallInput } from '#shared/operations/recall/recall.ts'
import type { RecallReport } from '#shared/operations/recall/report.ts'
import { createCommand, wholeNumber } from '../../command.ts'
import type { CliContext } from '../../context.ts'
import { EXIT, type ExitCode } from '../../exit-code.ts'
import { operate } from '../../operate.ts'
import { colorsFor } from '../../terminal/colors.ts'
import { show, type CommonOptions } from '../../terminal/output.ts'
import { startProgress } from '../../terminal/progress.ts'
import { printable, renderTable } from '../../terminal/table.ts'
import { ageText } from './age.ts'

type RecallOptions = CommonOptions & RecallInput

export function recallCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand('recall', 'measure what serves: recall by language against exact search in the warehouse, coverage, lag', context)
    .option('--seeds <n>', 'videos of each language that searches are measured from', wholeNumber(1, 500), 40)
    .option('--chance <n>', 'what they are drawn by; default: the day', wholeNumber(1, 2 ** 32 - 1))
    .action(async (options: RecallOptions) => exit(await recall(options, context)))
}

async function recall({ seeds, chance, ...options }: RecallOptions, context: CliContext): Promise<ExitCode> {
  const bar: { started?: ReturnType<typeof startProgress> } = {}
  const onStep = ({ seeds, done }: RecallReport) => {
    bar.started ??= startProgress(context.stderr, { label: 'measuring', unit: 'videos', total: seeds })
    bar.started.update(done, done)
  }
  const input = { ...(seeds !== undefined && { seeds }), ...(chance !== undefined && { chance }) }
  const report = await operate(RECALL, input, context, onStep).finally(() => bar.started?.stop())
  show(context, options, report, () => textOf(report, context))
  return report.done < report.seeds ? EXIT.interrupted : EXIT.ok
}

function textOf({ collection, seeds, done, recall, coverage, lagMs }: RecallReport, context: CliContext): string {
  const { bold } = colorsFor(context.stdout)
  const rows = recall.map(({ group, seeds, mean, low, high }) => [
    group,
    String(seeds),
    `${mean.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`,
  ])
  const { videos, missing, share } = coverage
  const named = `${missing.slice(0, 10).map(printable).join(' ')}${missing.length > 10 ? ' …' : ''}`
  return [
    `${bold(collection)}  ${done} of ${seeds} seeds measured`,
    rows.length === 0 ? 'nothing to search from' : renderTable(['searches from', 'seeds', 'recall@20'], rows),
    `coverage   ${(share * 100).toFixed(2)} %: ${missing.length} of ${videos} drawn are not there${missing.length === 0 ? '' : `: ${named}`}`,
    `lag        ${ageText(lagMs)}`,
  ].join('\n\n')
}
