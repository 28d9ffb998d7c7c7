import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { withOutput } from './command.ts'
import { perspectivesCommand, recommendCommand, searchCommand } from './commands/answer.ts'
import { calibrateCommand } from './commands/calibrate.ts'
import { doctorCommand } from './commands/doctor.ts'
import { eraseCommand } from './commands/erase.ts'
import { evaluateCommand } from './commands/evaluate.ts'
import { explainCommand } from './commands/explain.ts'
import { indexCommand } from './commands/index-lifecycle.ts'
import { labelCommand } from './commands/label.ts'
import { placementCommand } from './commands/placement.ts'
import { publishCommand } from './commands/publish.ts'
import { recipeCommand } from './commands/recipe.ts'
import { refreshCommand } from './commands/refresh.ts'
import { replayCommand } from './commands/replay.ts'
import { reportCommand } from './commands/report.ts'
import { statusCommand } from './commands/status.ts'
import type { CliContext } from './context.ts'
import { EXIT, exitCodeOf, type ExitCode } from './exit-code.ts'
import { writeFault } from './terminal/fault.ts'

/** Every command; one more is one file in commands/ and one entry here. */
const COMMANDS = [
  publishCommand,
  recommendCommand,
  perspectivesCommand,
  searchCommand,
  explainCommand,
  placementCommand,
  statusCommand,
  reportCommand,
  indexCommand,
  recipeCommand,
  refreshCommand,
  replayCommand,
  eraseCommand,
  doctorCommand,
  evaluateCommand,
  labelCommand,
  calibrateCommand,
]

const EXIT_CODES = `
Exit codes:
  0    all went well
  1    something was refused, failed or not found
  2    wrong usage or configuration
  130  interrupted`

/** Runs the command line. @param argv the arguments alone, without node and script. */
export async function runProgram(argv: readonly string[], context: CliContext): Promise<ExitCode> {
  const outcome: { code: ExitCode } = { code: EXIT.ok }
  const exit = (code: ExitCode) => void (outcome.code = code)
  try {
    await createProgram(context, exit).parseAsync(argv, { from: 'user' })
    return outcome.code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
    if (context.signal.aborted) return EXIT.interrupted
    writeFault(context.stderr, error, argv.includes('--verbose'))
    return exitCodeOf(error)
  }
}

function createProgram(context: CliContext, exit: (code: ExitCode) => void): Command {
  const program = withOutput(new Command('upnext'), context)
    .description('What to watch next, from what the video is about.')
    .version(version())
    // A command may have commands with options of the same names.
    .enablePositionalOptions()
    .addHelpText('after', EXIT_CODES)
  for (const command of COMMANDS) program.addCommand(command(context, exit))
  return program
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}
