import type { Command } from 'commander'
import { REFRESH } from '#shared/operations/refresh.ts'
import type { RefreshReport } from '#shared/watches/refresh.ts'
import { createCommand } from '../command.ts'
import type { CliContext } from '../context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { operate } from '../operate.ts'
import { show, type CommonOptions } from '../terminal/output.ts'

export interface RefreshOptions extends CommonOptions {
  readonly full?: boolean
}

export function refreshCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand('refresh', 'take what was watched into co-watch and trending now', context)
    .option('--full', 'make all lists anew, not only those of what was watched since')
    .action(async (options: RefreshOptions) => exit(await refresh(options, context)))
}

/** @returns `interrupted` where it was ended before: the next one does the same work again. */
export async function refresh({ full = false, ...options }: RefreshOptions, context: CliContext): Promise<ExitCode> {
  const report = await operate(REFRESH, { full }, context)
  show(context, options, report, () => refreshText(report))
  if (context.signal.aborted) return EXIT.interrupted
  return report.complete ? EXIT.ok : EXIT.failed
}

function refreshText({ full, complete, coWatchLists, trendingLists, lagMs, tookMs }: RefreshReport): string {
  const of = full ? 'of all videos watched' : 'of videos watched since the last time'
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
  return [
    `co-watch  ${coWatchLists} lists ${of}`,
    `trending  ${trendingLists} lists`,
    `They were ${seconds(lagMs)} behind; it took ${seconds(tookMs)}.`,
    ...(complete ? [] : ['It was ended before all was done: give the same command again.']),
  ].join('\n')
}
