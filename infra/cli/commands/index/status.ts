import type { Command } from 'commander'
import { INDEX_STATUS, type IndexStatusReport } from '#shared/operations/lifecycle/index-status.ts'
import { createCommand } from '../../command.ts'
import type { CliContext } from '../../context.ts'
import { EXIT, type ExitCode } from '../../exit-code.ts'
import { operate } from '../../operate.ts'
import { colorsFor } from '../../terminal/colors.ts'
import { show, type CommonOptions } from '../../terminal/output.ts'
import { renderTable } from '../../terminal/table.ts'
import { ageText } from './age.ts'

export function indexStatusCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand('status', 'which collections there are, what each is for and how far it is', context).action(
    async (options: CommonOptions) => exit(await status(options, context)),
  )
}

async function status(options: CommonOptions, context: CliContext): Promise<ExitCode> {
  const report = await operate(INDEX_STATUS, {}, context)
  show(context, options, report, () => textOf(report, context))
  return EXIT.ok
}

type Collection = IndexStatusReport['collections'][number]

function textOf({ revision, collections, lagMs }: IndexStatusReport, context: CliContext): string {
  const { bold } = colorsFor(context.stdout)
  const rows = collections.map((collection) => {
    const { name, aliases, state, recipe, counts } = collection
    const [live, tombstones] = counts === null ? ['gone', ''] : [String(counts.live), String(counts.tombstones)]
    return [name, aliases.join(', '), state, recipe.name, live, tombstones, stageOf(collection), checkOf(collection), watchOf(collection)]
  })
  const head = ['collection', 'alias', 'state', 'recipe', 'live', 'tombstones', 'stage', 'verified', 'recall, coverage']
  return `${bold('registry')} revision ${revision}\n\n${renderTable(head, rows)}\n\n${ageText(lagMs)}`
}

function stageOf({ state, backfill, counts }: Collection): string {
  if (backfill === null) return state === 'filling' ? 'waits for its backfill' : indexing(counts, 'complete')
  const { videos, placed, settlesAt, closedAt } = backfill
  if (state === 'filling') return `${placed} of ${videos} placed, last sign of life ${backfill.seenAt}`
  return closedAt === null ? `catches up until ${settlesAt ?? ''}` : indexing(counts, 'complete')
}

function indexing(counts: Collection['counts'], otherwise: string): string {
  return counts?.indexed === false ? `${otherwise}, indexing` : otherwise
}

function checkOf({ check }: Collection): string {
  return check === null ? 'never' : `${check.passed ? 'passed' : 'failed'} ${check.at}`
}

function watchOf({ watch }: Collection): string {
  if (watch === null) return 'never'
  const { at, recall, coverage } = watch
  return `${recall === null ? '-' : recall.toFixed(3)}, ${(coverage * 100).toFixed(2)} % ${at}`
}
