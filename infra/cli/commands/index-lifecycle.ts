import { Command } from 'commander'
import { withOutput } from '../command.ts'
import type { CliContext } from '../context.ts'
import type { ExitCode } from '../exit-code.ts'
import { backfillCommand } from './index/backfill.ts'
import { createIndexCommand } from './index/create.ts'
import { diffCommand } from './index/diff.ts'
import { promoteCommand, rollbackCommand } from './index/promote.ts'
import { purgeCommand } from './index/purge.ts'
import { recallCommand } from './index/recall.ts'
import { indexStatusCommand } from './index/status.ts'
import { verifyCommand } from './index/verify.ts'

/** In the order in which they are used; one more is one file in index/ and one entry here. */
const COMMANDS = [
  indexStatusCommand,
  createIndexCommand,
  backfillCommand,
  diffCommand,
  verifyCommand,
  recallCommand,
  promoteCommand,
  rollbackCommand,
  purgeCommand,
]

export function indexCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  const index = withOutput(new Command('index'), context).description('the life of the index: collections, from made to dropped')
  for (const command of COMMANDS) index.addCommand(command(context, exit))
  return index
}
