import type { Command } from 'commander'
import { UpnextError } from '#shared/errors.ts'
import { ERASE, type EraseReport } from '#shared/operations/erase/erase.ts'
import { createCommand } from '../command.ts'
import type { CliContext } from '../context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { operate } from '../operate.ts'
import { colorsFor, type Colors } from '../terminal/colors.ts'
import { confirmed } from '../terminal/confirm.ts'
import { note, show } from '../terminal/output.ts'
import { printable } from '../terminal/table.ts'
import { eraseViewers, type EraseChoices, type EraseViewersOptions } from './erase-viewers.ts'

interface EraseOptions extends EraseChoices {
  readonly video: readonly string[]
}

interface GivenOptions extends EraseChoices {
  readonly video?: readonly string[]
  readonly viewer?: readonly string[]
}

export function eraseCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand('erase', 'erase videos, or viewers, for good', context)
    .option('--video <id...>', 'videos, by id: all of their content')
    .option('--viewer <id...>', 'viewers, by the id that pages give: what they watched and clicked')
    .option('--dry-run', 'only tell what there is')
    .option('--yes', 'do not ask')
    .action(async (options: GivenOptions) =>
      exit(await (isOfVideos(options) ? erase(options, context) : eraseViewers(viewersOf(options), context))),
    )
}

function isOfVideos(options: GivenOptions): options is EraseOptions {
  return options.video !== undefined && options.viewer === undefined
}

/** @throws UpnextError `invalid-request` unless either videos or viewers are named. */
function viewersOf(options: GivenOptions): EraseViewersOptions {
  if (options.viewer !== undefined && options.video === undefined) return { ...options, viewer: options.viewer }
  throw new UpnextError('invalid-request', 'Erase either videos or viewers.', { fix: 'Give --video ID or --viewer ID.' })
}

/** @returns `failed` where content remains or no trace of a video was found: the same command can be given again. */
async function erase({ video: videos, dryRun = false, yes = false, ...options }: EraseOptions, context: CliContext): Promise<ExitCode> {
  if (!dryRun && !yes) await assertConfirmed(videos, context)
  const report = await operate(ERASE, { videos: [...videos], dryRun }, context)
  show(context, options, { dryRun, ...report }, () => eraseText(report, dryRun, colorsFor(context.stdout)))
  if (context.signal.aborted) return EXIT.interrupted
  if (isUnknown(report)) return EXIT.failed
  return dryRun || (report.complete && total(report.remaining) === 0) ? EXIT.ok : EXIT.failed
}

async function assertConfirmed(videos: readonly string[], context: CliContext): Promise<void> {
  const preview = await operate(ERASE, { videos: [...videos], dryRun: true }, context)
  note(context, eraseText(preview, true, colorsFor(context.stderr)))
  if (await confirmed(context, 'Erase it for good?')) return
  throw new UpnextError('invalid-request', 'Nothing was erased.', { fix: 'Answer y, or give --yes.' })
}

function isUnknown({ videos, found }: EraseReport): boolean {
  return total(found) === 0 && videos.every(({ deleteVersion }) => deleteVersion === null)
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

function eraseText({ videos, found, remaining, complete }: EraseReport, dryRun: boolean, { bold, red, green }: Colors): string {
  const names = videos.map(({ id, deleteVersion }) => {
    const fate = deleteVersion === null ? 'unknown here' : `${dryRun ? 'would be' : 'is'} deleted as of version ${deleteVersion}`
    return `${bold(printable(id))}  ${fate}`
  })
  const rows = `${found.changes} changes, ${found.vectors} vectors, ${found.signals} measurements`
  const letters = `${found.quarantine} messages in quarantine, ${found.deadLetter} dead letters`
  const search = complete ? '' : red('The search of messages was cut short: give the same command again.')
  return [...names, `content: ${rows}; ${letters}`, dryRun ? '' : outcomeText(remaining, { red, green }), search].filter(Boolean).join('\n')
}

function outcomeText(remaining: EraseReport['remaining'], { red, green }: Pick<Colors, 'red' | 'green'>): string {
  if (total(remaining) === 0) return green('Nothing of it is left here; docs/erasure.md says where copies live on, and how long.')
  return red(`${total(remaining)} rows remain: give the same command again later.`)
}
