import { writeFile } from 'node:fs/promises'
import { InvalidArgumentError, type Command } from 'commander'
import { readPlacements } from '#infra/placements-file.ts'
import { UpnextError } from '#shared/errors.ts'
import { experimentReport, type ExperimentReport } from '#shared/feedback/experiment/experiment-report.ts'
import { lastDays } from '#shared/feedback/period.ts'
import type { FeedbackReports, FeedbackWarehouse, Period } from '#shared/feedback/warehouse.ts'
import { plannedShares } from '#shared/recommendation/experiment/planned-shares.ts'
import { createCommand, dayOption, wholeNumber } from '../command.ts'
import type { CliContext } from '../context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { experimentPage } from '../report/experiment-page.ts'
import { experimentText } from '../report/experiment-text.ts'
import { withWarehouse } from '../stores.ts'
import { colorsFor } from '../terminal/colors.ts'
import { show, type CommonOptions } from '../terminal/output.ts'

interface AbOptions extends CommonOptions {
  readonly experiment: string
  readonly horizon: number
  readonly from?: string
  readonly control?: string
  readonly split?: Readonly<Record<string, number>> | undefined
  readonly html?: string
}

/** How far back the beginning of an experiment is looked for; feedback is kept as long unless configured otherwise. */
const LOOK_BACK_DAYS = 400

const AFTER = `
Settle the horizon before the experiment begins, in whole weeks, and keep to it: before it no arm is named.
Ends with 1 where the split is broken or nothing is known of the experiment.`

export function abCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand('ab', 'which arm of an experiment wins, at the horizon that was settled', context)
    .requiredOption('--experiment <id>', 'as the feedback names it')
    .requiredOption('--horizon <days>', 'UTC days from the first to the last', wholeNumber(1, 400))
    .option('--from <day>', 'first day, YYYY-MM-DD; default: the first with feedback', dayOption)
    .option('--control <arm>', 'what the others are compared with; default: held-out where there is one, else the first by name')
    .option('--split <shares>', 'planned parts, as a=50,b=50; default: of the placement with the experiment, else all alike', splitOption)
    .option('--html <file>', 'write a page with a plot too')
    .addHelpText('after', AFTER)
    .action(async (options: AbOptions) => exit(await reportAb(options, context)))
}

async function reportAb(options: AbOptions, context: CliContext): Promise<ExitCode> {
  const now = context.clock()
  const report = await withWarehouse(context, { readOnly: true }, async ({ feedback }, config) => {
    if (options.split !== undefined) return judge((period) => feedback.report('experiments', period), options, now)
    const split = plannedShares(await readPlacements(config), options.experiment)
    return judge(ofPlannedArms(feedback, options.experiment, split), { ...options, split }, now)
  })
  if (options.html !== undefined) await writeFile(options.html, experimentPage(report))
  show(context, options, report, () => experimentText(report, colorsFor(context.stdout)))
  return report.verdict.kind === 'broken-split' ? EXIT.failed : EXIT.ok
}

type ReadSums = (period: Period) => Promise<readonly FeedbackReports['experiments'][]>

/** Pages say themselves which arm they are in, and anybody can be a page: an arm that no placement has must not spoil an experiment. */
function ofPlannedArms(feedback: FeedbackWarehouse, id: string, shares: AbOptions['split']): ReadSums {
  return async (period) => {
    const sums = await feedback.report('experiments', period)
    return sums.filter(({ experiment, arm }) => shares === undefined || experiment !== id || Object.hasOwn(shares, arm))
  }
}

async function judge(read: ReadSums, options: AbOptions, now: number): Promise<ExperimentReport> {
  const { experiment, control, split } = options
  const from = options.from ?? firstDay(await read(lastDays(LOOK_BACK_DAYS, now)), experiment)
  const period: Period = { from, to: lastDays(1, Date.parse(from) + (options.horizon - 1) * 86_400_000).to }
  const sums = await read(period)
  firstDay(sums, experiment)
  return experimentReport({ experiment, period, control, split }, sums, now)
}

/** @throws UpnextError `not-found` where there is no feedback of the experiment. */
function firstDay(sums: readonly FeedbackReports['experiments'][], experiment: string): string {
  const days = sums.filter((one) => one.experiment === experiment).map((one) => one.first_day)
  const [first] = days.toSorted()
  if (first !== undefined) return first
  const known = [...new Set(sums.map((one) => one.experiment))]
  throw new UpnextError('not-found', `There is no feedback of an experiment "${experiment}" in these days.`, {
    fix:
      known.length > 0
        ? `There is some of: ${known.join(', ')}.`
        : 'Pages send experiment and arm with each event, as docs/architecture.md says.',
  })
}

function splitOption(value: string): Readonly<Record<string, number>> {
  const parts = value.split(',').map((part) => /^(.+)=(\d+(?:\.\d+)?)$/.exec(part))
  const shares = parts.flatMap((part) =>
    part?.[1] !== undefined && Number(part[2]) > 0 ? [[part[1].trim(), Number(part[2])] as const] : [],
  )
  if (shares.length === parts.length) return Object.fromEntries(shares)
  throw new InvalidArgumentError('It takes parts above 0 by arm, as a=50,b=50.')
}
