import type { Command } from 'commander'
import { BACKFILL, type BackfillInput } from '#shared/operations/lifecycle/backfill/backfill.ts'
import type { BackfillReport } from '#shared/operations/lifecycle/backfill/report.ts'
import { createCommand } from '../../command.ts'
import type { CliContext } from '../../context.ts'
import { EXIT, type ExitCode } from '../../exit-code.ts'
import { operate } from '../../operate.ts'
import { colorsFor } from '../../terminal/colors.ts'
import { note, show, type CommonOptions } from '../../terminal/output.ts'
import { startProgress } from '../../terminal/progress.ts'

interface BackfillOptions extends CommonOptions {
  readonly collection?: string
  readonly dryRun?: boolean
}

export function backfillCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand('backfill', 'fill a new collection from the warehouse, make it live and catch up; goes on where it stopped', context)
    .option('--collection <name>', 'default: the only one that waits to be filled')
    .option('--dry-run', 'only tell what would be filled')
    .action(async (options: BackfillOptions) => exit(await backfill(options, context)))
}

/** @returns `failed` where documents could not be read by the recipe's text rules. */
async function backfill({ collection, dryRun = false, ...options }: BackfillOptions, context: CliContext): Promise<ExitCode> {
  const input: BackfillInput = { dryRun, ...(collection !== undefined && { collection }) }
  const shown = createShown(context)
  const report = await operate(BACKFILL, input, context, shown.update).finally(shown.stop)
  show(context, options, report, () => textOf(report, context))
  if (context.signal.aborted) return EXIT.interrupted
  return report.refused > 0 ? EXIT.failed : EXIT.ok
}

/** A bar while videos are placed, and a line for each phase that follows. */
function createShown(context: CliContext) {
  const state: { bar?: ReturnType<typeof startProgress>; first?: number; phase?: string } = {}
  const stop = () => state.bar?.stop()
  const update = (report: BackfillReport): void => {
    const { phase, videos, placed } = report
    if (phase === 'filling') {
      state.bar ??= startProgress(context.stderr, { label: report.collection, unit: 'videos', total: videos })
      state.first ??= placed
      state.bar.update(placed, placed - state.first)
    } else if (phase !== state.phase) {
      stop()
      if (context.stderr.isTTY === true) note(context, NOTES[phase](report))
    }
    state.phase = phase
  }
  return { update, stop }
}

const NOTES: Readonly<Record<BackfillReport['phase'], (report: BackfillReport) => string>> = {
  planned: () => '',
  filling: () => '',
  indexing: () => 'all placed; indexing …',
  joined: ({ settlesAt }) => `live; events may be under way until ${settlesAt ?? ''} that do not know of it: catching up until then …`,
  closed: () => 'complete',
}

function textOf(report: BackfillReport, context: CliContext): string {
  const { collection, phase, videos, placed, embedded, reused, refused } = report
  const { bold, green, red } = colorsFor(context.stdout)
  if (phase === 'planned') return `${bold(collection)} would be filled with ${videos} videos, of which ${placed} are placed.`
  const counts = `${placed} of ${videos} videos placed, ${embedded} vectors made, ${reused} found in the warehouse`
  const fate =
    phase === 'closed' ? green('complete: verify it with `upnext index verify`') : `stopped while ${phase}: the same command goes on`
  return `${bold(collection)}  ${counts}${refused > 0 ? red(`, ${refused} refused (see the log)`) : ''}\n${fate}`
}
