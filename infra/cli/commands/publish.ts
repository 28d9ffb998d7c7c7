import { dirname, join } from 'node:path'
import type { Command } from 'commander'
import { openStores, type Stores } from '#infra/adapters.ts'
import { createHttpPublisher } from '#infra/push/http-publisher.ts'
import { assertListening } from '#infra/push/probe.ts'
import { eventsUrl } from '#shared/config.ts'
import { UpnextError } from '#shared/errors.ts'
import { createCommand, wholeNumber } from '../command.ts'
import type { CliContext } from '../context.ts'
import { EXIT, exitCodeOf, type ExitCode } from '../exit-code.ts'
import { openCheckpoint } from '../publish/checkpoint.ts'
import type { DeliverContext } from '../publish/deliver.ts'
import { publishSource } from '../publish/publish-source.ts'
import { openSource, STANDARD_INPUT } from '../publish/source.ts'
import { summaryText } from '../publish/summary.ts'
import { createTally, type Tally } from '../publish/tally.ts'
import { colorsFor } from '../terminal/colors.ts'
import { writeFault } from '../terminal/fault.ts'
import { note, show, type CommonOptions } from '../terminal/output.ts'
import { startProgress } from '../terminal/progress.ts'

export interface PublishOptions extends CommonOptions {
  readonly concurrency: number
  readonly attempts: number
  readonly sendInvalid?: boolean
  readonly resume?: boolean
}

export function publishCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand('publish', 'send events from files: one JSON event a line, gzipped or not', context)
    .argument('<file...>', `files of events; ${STANDARD_INPUT} is standard input`)
    .option('--concurrency <n>', 'messages under way at once', wholeNumber(1, 1024), 64)
    .option('--attempts <n>', 'tries of a message before it goes to the dead-letter box', wholeNumber(1, 100), 6)
    .option('--send-invalid', 'send lines that the function will refuse too, for its quarantine')
    .option('--resume', 'go on where an interrupted publish of the same files ended')
    .action(async (files: string[], options: PublishOptions) => exit(await publish(files, options, context)))
}

/** Publishes files one after the other. @returns `failed` when a line was refused or not delivered, `interrupted` after Ctrl-C. */
export async function publish(files: readonly string[], options: PublishOptions, context: CliContext): Promise<ExitCode> {
  if (options.resume === true && files.includes(STANDARD_INPUT)) throw noResumeOfInput()
  const tally = createTally()
  const startedAt = performance.now()
  const stop = await withDelivery(options, context, async (delivery) => {
    for (const file of files) await publishFile(file, options, tally, delivery, context)
  })
  const report = tally.report((performance.now() - startedAt) / 1000)
  show(context, options, report, () => summaryText(report, colorsFor(context.stdout)))
  if (context.signal.aborted || stop !== undefined) sayHowToGoOn(files, context)
  if (context.signal.aborted) return EXIT.interrupted
  if (stop !== undefined) writeFault(context.stderr, stop.fault, options.verbose === true)
  if (stop !== undefined) return exitCodeOf(stop.fault)
  return report.refused + report.failed > 0 ? EXIT.failed : EXIT.ok
}

/** Opens what delivering needs and closes it again. @returns the fault that stopped the work, so that the summary comes before it. */
async function withDelivery(
  { attempts }: PublishOptions,
  { config, clock, signal }: CliContext,
  work: (delivery: DeliverContext) => Promise<void>,
): Promise<{ readonly fault: unknown } | undefined> {
  const settings = config()
  const url = eventsUrl(settings)
  await assertListening(url)
  const publisher = createHttpPublisher({ url, attempts, signal, clock })
  const opened: { stores?: Promise<Stores> } = {}
  const letters = async () => (await (opened.stores ??= openStores(settings))).letters
  try {
    return await work({ publisher, letters, clock, signal }).then(
      () => undefined,
      (fault: unknown) => ({ fault }),
    )
  } finally {
    await publisher.close()
    await opened.stores?.then(
      (stores) => stores.close(),
      () => undefined,
    )
  }
}

async function publishFile(
  file: string,
  options: PublishOptions,
  tally: Tally,
  delivery: DeliverContext,
  context: CliContext,
): Promise<void> {
  if (context.signal.aborted) return
  const config = context.config()
  const source = await openSource(file, context.stdin, context.signal)
  const folder = join(dirname(config.sqlitePath), 'publish')
  const checkpoint = file === STANDARD_INPUT ? undefined : await openCheckpoint(folder, file, eventsUrl(config))
  const before = options.resume === true ? await checkpoint?.read() : undefined
  if (before?.complete === true) {
    note(context, `${file} was published already.`)
    return
  }
  const progress = startProgress(context.stderr, { label: source.name, unit: 'events', total: source.size })
  const { concurrency, sendInvalid = false } = options
  const job = { ...delivery, from: before?.line ?? 0, checkpoint, concurrency, sendInvalid, tally, progress }
  await publishSource(source, job).finally(() => progress.stop())
}

function sayHowToGoOn(files: readonly string[], context: CliContext): void {
  if (!files.includes(STANDARD_INPUT)) note(context, `Go on with: upnext publish --resume ${files.join(' ')}`)
}

function noResumeOfInput(): UpnextError {
  return new UpnextError('invalid-request', 'Standard input cannot be resumed.', { fix: 'Put the events into a file and publish that.' })
}
