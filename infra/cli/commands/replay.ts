import { Option, type Command } from 'commander'
import { createHttpPublisher } from '#infra/push/http-publisher.ts'
import { assertListening } from '#infra/push/probe.ts'
import { eventsUrl } from '#shared/config.ts'
import type { LetterBox } from '#shared/events/letters.ts'
import { createCommand, wholeNumber } from '../command.ts'
import type { CliContext } from '../context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { listLetters, replayLetters, type ReplayReport } from '../replay/replay-letters.ts'
import { withLetters } from '../stores.ts'
import { colorsFor, type Colors } from '../terminal/colors.ts'
import { show, type CommonOptions } from '../terminal/output.ts'
import { startProgress } from '../terminal/progress.ts'
import { printable, renderTable, shorten } from '../terminal/table.ts'

export interface ReplayOptions extends CommonOptions {
  readonly from: LetterBox
  readonly limit: number
  readonly dryRun?: boolean
}

const BOXES: readonly LetterBox[] = ['quarantine', 'dead-letter']

export function replayCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand('replay', 'publish messages again that were set aside', context)
    .addOption(new Option('--from <box>', 'where they wait').choices(BOXES).makeOptionMandatory())
    .option('--limit <n>', 'messages at most, the oldest first', wholeNumber(1, 1e9), 1e9)
    .option('--dry-run', 'only list them')
    .action(async (options: ReplayOptions) => exit(await replay(options, context)))
}

/** Publishes letters again, or lists them. @returns `failed` when one was not taken or came back to quarantine. */
export async function replay(options: ReplayOptions, context: CliContext): Promise<ExitCode> {
  return options.dryRun === true ? listOnly(options, context) : publishAgain(options, context)
}

async function listOnly({ from, limit, ...options }: ReplayOptions, context: CliContext): Promise<ExitCode> {
  const letters = await withLetters(context, { readOnly: true }, ({ letters }) => listLetters(letters, from, limit))
  const rows = letters.map(({ id, receivedAt, type, reason }) => [id, receivedAt, type, shorten(printable(reason), 120)])
  show(context, options, letters, () =>
    rows.length === 0 ? 'Nothing waits.' : renderTable(['letter', 'received', 'type', 'reason'], rows),
  )
  return EXIT.ok
}

async function publishAgain({ from, limit, ...options }: ReplayOptions, context: CliContext): Promise<ExitCode> {
  const report = await withLetters(context, { readOnly: false }, async ({ letters }, config) => {
    const url = eventsUrl(config)
    await assertListening(url)
    const publisher = createHttpPublisher({ url, attempts: 3, signal: context.signal })
    const total = Math.min(limit, await letters.count(from))
    const progress = startProgress(context.stderr, { label: from, unit: 'messages', total })
    return replayLetters({ from, total, letters, publisher, progress, signal: context.signal }).finally(() => progress.stop())
  })
  show(context, options, report, () => reportText(report, colorsFor(context.stdout)))
  if (context.signal.aborted) return EXIT.interrupted
  return report.failed + report.quarantinedAgain > 0 ? EXIT.failed : EXIT.ok
}

function reportText({ replayed, failed, quarantinedAgain, waiting }: ReplayReport, { bold, red }: Colors): string {
  const faulty = (text: string, count: number) => (count > 0 ? red(text) : text)
  return [
    bold(`replayed ${replayed}`),
    faulty(`failed ${failed}`, failed),
    faulty(`in quarantine again ${quarantinedAgain}`, quarantinedAgain),
    `waiting ${waiting}`,
  ].join(' · ')
}
