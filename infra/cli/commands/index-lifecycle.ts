import { Command } from 'commander'
import { CREATE, type CreateReport } from '#shared/operations/create.ts'
import { createCommand, withOutput } from '../command.ts'
import type { CliContext } from '../context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { operate } from '../operate.ts'
import { show, type CommonOptions } from '../terminal/output.ts'

export function indexCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return withOutput(new Command('index'), context)
    .description('the life of the index')
    .addCommand(
      createCommand('create', 'make the first collection, or check the one that is there', context).action(async (options: CommonOptions) =>
        exit(await create(options, context)),
      ),
    )
}

/** @returns `failed` when the installation serves another recipe. */
export async function create(options: CommonOptions, context: CliContext): Promise<ExitCode> {
  const report = await operate(CREATE, {}, context)
  show(context, options, report, () => TEXTS[report.outcome](report))
  return report.outcome === 'other-recipe' ? EXIT.failed : EXIT.ok
}

const TEXTS: Readonly<Record<CreateReport['outcome'], (report: CreateReport) => string>> = {
  created: ({ collection }) => `${collection} was made; it is live and serves.`,
  unchanged: ({ collection }) => `${collection} is there, as it should be.`,
  'other-recipe': ({ collection, serving }) =>
    `${collection} is not there: the installation serves ${serving ?? 'nothing'}, of another recipe.`,
}
