import { readFile, writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { z } from 'zod'
import { UpnextError } from '#shared/errors.ts'
import { verifyPage } from '#shared/operations/verify/page.ts'
import type { VerifyReport } from '#shared/operations/verify/report.ts'
import { thresholdsSchema } from '#shared/operations/verify/thresholds.ts'
import { VERIFY, type VerifyInput } from '#shared/operations/verify/verify.ts'
import { createCommand, wholeNumber } from '../../command.ts'
import type { CliContext } from '../../context.ts'
import { readTruthFile } from '../../evaluate/truth-files.ts'
import { EXIT, type ExitCode } from '../../exit-code.ts'
import { operate } from '../../operate.ts'
import { show, type CommonOptions } from '../../terminal/output.ts'
import { startProgress } from '../../terminal/progress.ts'
import { verifyText } from './verify-text.ts'

interface VerifyOptions extends CommonOptions {
  readonly collection?: string
  readonly related?: readonly string[]
  readonly thresholds?: string
  readonly seeds: number
  readonly chance: number
  readonly texts: number
  readonly html?: string
  readonly dryRun?: boolean
}

export function verifyCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand('verify', 'say whether a collection may serve: parity, recall, latency, relevance, exposure', context)
    .option('--collection <name>', 'default: the one that serves')
    .option('--related <file...>', 'ground truths, each {"seedId": ["relatedId", …]}')
    .option('--thresholds <file>', 'JSON of what differs from the thresholds of a pass; docs/runbook.md lists them')
    .option('--seeds <n>', 'videos of each language and age that searches are measured from', wholeNumber(1, 1000), 40)
    .option('--chance <n>', 'what they are drawn by', wholeNumber(1, 2 ** 32 - 1), 1)
    .option('--texts <percent>', 'share of the videos whose texts are made anew and compared', wholeNumber(0, 100), 100)
    .option('--html <file>', 'write the report as a page, too')
    .option('--dry-run', 'do not note the outcome in the registry')
    .action(async (options: VerifyOptions) => exit(await verify(options, context)))
}

/** @returns `failed` where the collection does not pass. */
async function verify({ html, ...options }: VerifyOptions, context: CliContext): Promise<ExitCode> {
  const input = await inputOf(options)
  const shown = createShown(context)
  const report = await operate(VERIFY, input, context, shown.update).finally(shown.stop)
  if (html !== undefined) await writeFile(html, verifyPage(report))
  show(context, options, report, () => verifyText(report, context))
  if (report.phase !== 'done') return EXIT.interrupted
  return report.faults.length > 0 ? EXIT.failed : EXIT.ok
}

async function inputOf({ collection, related, thresholds, seeds, chance, texts, dryRun }: VerifyOptions): Promise<VerifyInput> {
  const truths = await Promise.all((related ?? []).map(readTruthFile))
  return {
    seeds,
    chance,
    texts: texts / 100,
    dryRun: dryRun ?? false,
    related: Object.fromEntries(truths.map(({ name, json }) => [name, json as Record<string, string[]>])),
    ...(collection !== undefined && { collection }),
    ...(thresholds !== undefined && { thresholds: await readThresholds(thresholds) }),
  }
}

async function readThresholds(path: string): Promise<VerifyInput['thresholds']> {
  const json = await readFile(path, 'utf8')
    .then((text) => JSON.parse(text) as unknown)
    .catch(faulty(path))
  const parsed = thresholdsSchema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new UpnextError('configuration', `${path} holds no thresholds: ${z.prettifyError(parsed.error)}`, {
    fix: `They are ${Object.keys(thresholdsSchema.shape).join(', ')}.`,
  })
}

function faulty(path: string) {
  return (cause: unknown) => {
    throw new UpnextError('configuration', `${path} cannot be read as JSON.`, { cause, fix: 'Name a file of JSON.' })
  }
}

const LABELS: Readonly<Record<VerifyReport['phase'], string>> = {
  warehouse: 'reading the warehouse',
  index: 'reading the index',
  names: 'naming differences',
  strangers: 'naming differences',
  searches: 'searching',
  relevance: 'ranking',
  done: 'done',
}

/** A bar for each phase. */
function createShown({ stderr }: CliContext) {
  const state: { bar?: ReturnType<typeof startProgress>; phase?: string } = {}
  const stop = () => state.bar?.stop()
  const update = ({ phase, progress }: VerifyReport): void => {
    if (phase === 'done') return
    if (phase !== state.phase) {
      stop()
      state.bar = startProgress(stderr, { label: LABELS[phase], unit: 'videos', total: progress.total })
      state.phase = phase
    }
    state.bar?.update(Math.min(progress.done, progress.total), progress.done)
  }
  return { update, stop }
}
