import { Option, type Command } from 'commander'
import type { Config } from '#shared/config.ts'
import { UpnextError } from '#shared/errors.ts'
import { createCommand, wholeNumber } from '../command.ts'
import type { CliContext } from '../context.ts'
import { EXIT, exitCodeOf, type ExitCode } from '../exit-code.ts'
import { withDelivery } from '../publish/delivery.ts'
import { publishFile, type PublishFileOptions } from '../publish/publish-file.ts'
import { assertFile, STANDARD_INPUT } from '../publish/source.ts'
import { summaryText } from '../publish/summary.ts'
import { createTally } from '../publish/tally.ts'
import { colorsFor } from '../terminal/colors.ts'
import { writeFault } from '../terminal/fault.ts'
import { note, show, type CommonOptions } from '../terminal/output.ts'

export interface PublishOptions extends CommonOptions, PublishFileOptions {
  readonly attempts: number
  /** In place of what is configured. */
  readonly to?: Config['events']
}

export function publishCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand('publish', 'send events from files: one JSON event a line, gzipped or not', context)
    .argument('<file...>', `files of events; ${STANDARD_INPUT} is standard input`)
    .addOption(new Option('--to <way>', 'how they travel, in place of UPNEXT_EVENTS').choices(['push', 'pubsub']))
    .option('--concurrency <n>', 'messages under way at once', wholeNumber(1, 1024), 64)
    .option('--attempts <n>', 'tries of a message before it goes to the dead-letter box', wholeNumber(1, 100), 6)
    .option('--send-invalid', 'send lines that the function will refuse too, for its quarantine')
    .option('--resume', 'go on where an interrupted publish of the same files ended')
    .action(async (files: string[], options: PublishOptions) => exit(await publish(files, options, context)))
}

/**
 * Publishes files one after the other.
 * @returns `failed` when a line was refused or not delivered, `interrupted` after Ctrl-C, else what the fault that stopped it means.
 */
export async function publish(files: readonly string[], options: PublishOptions, given: CliContext): Promise<ExitCode> {
  const context = sendingTo(options.to, given)
  await assertFiles(files, options)
  const tally = createTally()
  const startedAt = performance.now()
  const stop = await withDelivery(options.attempts, context, async (delivery) => {
    try {
      for (const file of files) await publishFile(file, options, tally, delivery, context)
    } catch (fault) {
      return { fault } // The summary comes before it.
    }
    return undefined
  })
  const report = tally.report((performance.now() - startedAt) / 1000)
  show(context, options, report, () => summaryText(report, colorsFor(context.stdout)))
  const isCut = context.signal.aborted || stop !== undefined
  if (isCut && report.sent > 0 && !files.includes(STANDARD_INPUT)) note(context, `Go on with: upnext publish --resume ${files.join(' ')}`)
  if (context.signal.aborted) return EXIT.interrupted
  if (stop === undefined) return report.refused + report.failed > 0 ? EXIT.failed : EXIT.ok
  writeFault(context.stderr, stop.fault, options.verbose === true)
  return exitCodeOf(stop.fault)
}

function sendingTo(events: PublishOptions['to'], context: CliContext): CliContext {
  return events === undefined ? context : { ...context, config: () => ({ ...context.config(), events }) }
}

/** A name that is wrong should be told before the files ahead of it are published. */
async function assertFiles(files: readonly string[], { resume }: PublishOptions): Promise<void> {
  await Promise.all(files.filter((file) => file !== STANDARD_INPUT).map(assertFile))
  if (resume !== true || !files.includes(STANDARD_INPUT)) return
  throw new UpnextError('invalid-request', 'Standard input cannot be resumed.', { fix: 'Put the events into a file and publish that.' })
}
