import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { UpnextError } from '#shared/errors.ts'
import { lastDays } from '#shared/feedback/period.ts'
import { readSummary } from '#shared/feedback/report/summary.ts'
import type { Period } from '#shared/feedback/warehouse.ts'
import { createCommand, dayOption, wholeNumber } from '../command.ts'
import type { CliContext } from '../context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { reportPage } from '../report/report-page.ts'
import { reportText } from '../report/report-text.ts'
import { withWarehouse } from '../stores.ts'
import { colorsFor } from '../terminal/colors.ts'
import { show, type CommonOptions } from '../terminal/output.ts'
import { abCommand } from './report-ab.ts'

interface ReportOptions extends CommonOptions {
  readonly days: number
  readonly from?: string
  readonly to?: string
  readonly html?: string
}

export function reportCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return (
    createCommand('report', 'what viewers saw, clicked and watched, and what was never shown', context)
      .option('--days <n>', 'UTC days, up to --to', wholeNumber(1, 3650), 28)
      .option('--from <day>', 'first day, YYYY-MM-DD, in place of --days', dayOption)
      .option('--to <day>', 'last day, YYYY-MM-DD; default: today', dayOption)
      .option('--html <file>', 'write a page with plots too')
      .action(async (options: ReportOptions) => exit(await report(options, context)))
      // Both take --json and --from: what stands behind `ab` is its own.
      .enablePositionalOptions()
      .addCommand(abCommand(context, exit))
  )
}

/** Nothing to tell is no failure. */
async function report(options: ReportOptions, context: CliContext): Promise<ExitCode> {
  const period = periodOf(options, context.clock())
  const summary = await withWarehouse(context, { readOnly: true }, ({ feedback }) => readSummary(feedback, period))
  if (options.html !== undefined) await writeFile(options.html, reportPage(summary))
  show(context, options, summary, () => reportText(summary, colorsFor(context.stdout)))
  return EXIT.ok
}

function periodOf({ days, from, to }: ReportOptions, now: number): Period {
  const end = to === undefined ? now : Date.parse(to)
  const period = lastDays(days, end)
  if (from !== undefined && from > period.to) {
    throw new UpnextError('invalid-request', `--from ${from} is after ${period.to}, the last day.`)
  }
  return { ...period, ...(from !== undefined && { from }) }
}
