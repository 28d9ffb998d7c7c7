import { UpnextError } from '#shared/errors.ts'
import { ERASE_VIEWERS, type EraseViewersReport } from '#shared/operations/erase/erase-viewers.ts'
import type { CliContext } from '../context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { operate } from '../operate.ts'
import { colorsFor, type Colors } from '../terminal/colors.ts'
import { confirmed } from '../terminal/confirm.ts'
import { note, show, type CommonOptions } from '../terminal/output.ts'

export interface EraseChoices extends CommonOptions {
  readonly dryRun?: boolean
  readonly yes?: boolean
}

export interface EraseViewersOptions extends EraseChoices {
  readonly viewer: readonly string[]
}

/** @returns `failed` where something remains. Nothing found is no failure: that nobody knows a viewer is what is wanted. */
export async function eraseViewers(
  { viewer, dryRun = false, yes = false, ...options }: EraseViewersOptions,
  context: CliContext,
): Promise<ExitCode> {
  const viewers = [...viewer]
  if (!dryRun && !yes) {
    note(context, eraseText(await operate(ERASE_VIEWERS, { viewers, dryRun: true }, context), true, colorsFor(context.stderr)))
    if (!(await confirmed(context, 'Erase it for good?'))) {
      throw new UpnextError('invalid-request', 'Nothing was erased.', { fix: 'Answer y, or give --yes.' })
    }
  }
  const report = await operate(ERASE_VIEWERS, { viewers, dryRun }, context)
  show(context, options, { dryRun, ...report }, () => eraseText(report, dryRun, colorsFor(context.stdout)))
  if (context.signal.aborted) return EXIT.interrupted
  return dryRun || isEmpty(report.remaining) ? EXIT.ok : EXIT.failed
}

function isEmpty({ events, watched }: EraseViewersReport['found']): boolean {
  return events + watched === 0
}

function eraseText({ found, remaining }: EraseViewersReport, dryRun: boolean, { red, green }: Colors): string {
  const content = `${found.events} events, ${found.watched} videos on lists of what was watched`
  if (dryRun) return content
  const outcome = isEmpty(remaining)
    ? green('Nothing of it is left here; docs/erasure.md says where copies live on, and how long.')
    : red(`${remaining.events + remaining.watched} rows remain: give the same command again later.`)
  return `${content}\n${outcome}`
}
