import { Option, type Command } from 'commander'
import { LETTER_BOXES, type LetterBox } from '#shared/events/letters.ts'
import { LETTERS } from '#shared/operations/letters.ts'
import { REPLAY, type ReplayReport } from '#shared/operations/replay/replay.ts'
import { createCommand, wholeNumber } from '../command.ts'
import type { CliContext } from '../context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { operate } from '../operate.ts'
import { colorsFor, type Colors } from '../terminal/colors.ts'
import { show, type CommonOptions } from '../terminal/output.ts'
import { startProgress } from '../terminal/progress.ts'
import { printable, renderTable, shorten } from '../terminal/table.ts'

export interface ReplayOptions extends CommonOptions {
  readonly from: LetterBox
  readonly limit: number
  readonly dryRun?: boolean
}

export function replayCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand('replay', 'publish messages again that were set aside', context)
    .addOption(new Option('--from <box>', 'where they wait').choices(LETTER_BOXES).makeOptionMandatory())
    .option('--limit <n>', 'messages at most, the oldest first', wholeNumber(1, 1e9), 1e9)
    .option('--dry-run', 'only list them')
    .action(async (options: ReplayOptions) => exit(await replay(options, context)))
}

/** Publishes letters again, or lists them. @returns `failed` when one was not taken or came back to quarantine. */
export async function replay(options: ReplayOptions, context: CliContext): Promise<ExitCode> {
  return options.dryRun === true ? listOnly(options, context) : publishAgain(options, context)
}

async function listOnly({ from, limit, ...options }: ReplayOptions, context: CliContext): Promise<ExitCode> {
  const letters = await operate(LETTERS, { from, limit }, context)
  const rows = letters.map(({ messageId, receivedAt, type, reason }) => [messageId, receivedAt, type, shorten(printable(reason), 120)])
  show(context, options, letters, () =>
    rows.length === 0 ? 'Nothing waits.' : renderTable(['message', 'received', 'type', 'reason'], rows),
  )
  return EXIT.ok
}

async function publishAgain({ from, limit, ...options }: ReplayOptions, context: CliContext): Promise<ExitCode> {
  const progress = startProgress(context.stderr, { label: from, unit: 'messages', total: undefined })
  const onStep = ({ replayed }: ReplayReport) => progress.update(replayed, replayed)
  const report = await operate(REPLAY, { from, limit }, context, onStep).finally(() => progress.stop())
  show(context, options, report, () => reportText(report, colorsFor(context.stdout)))
  if (context.signal.aborted) return EXIT.interrupted
  return report.failed + (report.quarantinedAgain ?? 0) > 0 ? EXIT.failed : EXIT.ok
}

function reportText({ replayed, failed, quarantinedAgain, waiting }: ReplayReport, { bold, red }: Colors): string {
  const faulty = (text: string, count: number) => (count > 0 ? red(text) : text)
  const parts = [bold(`replayed ${replayed}`), faulty(`failed ${failed}`, failed)]
  if (quarantinedAgain !== null) parts.push(faulty(`in quarantine again ${quarantinedAgain}`, quarantinedAgain))
  if (waiting !== null) parts.push(`waiting ${waiting}`)
  return parts.join(' · ')
}
