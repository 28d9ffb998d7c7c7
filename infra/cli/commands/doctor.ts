import { Option, type Command } from 'commander'
import type { Config } from '#shared/config.ts'
import { createCommand } from '../command.ts'
import type { CliContext } from '../context.ts'
import { findingOf, ok, runCheck, type Finding, type NamedFinding } from '../doctor/check.ts'
import { CHECKS } from '../doctor/checks.ts'
import { DEPLOYMENT_CHECKS } from '../doctor/deployment.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { colorsFor, type Colors } from '../terminal/colors.ts'
import { show, type CommonOptions } from '../terminal/output.ts'
import { printable } from '../terminal/table.ts'

export function doctorCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand('doctor', 'check what the product needs, and say what to do where it is missing', context)
    .addOption(new Option('--target <where>', 'what the settings are for').choices(Object.keys(TARGETS)).default('local'))
    .action(async (options: DoctorOptions) => exit(await doctor(options, context)))
}

const TARGETS = { local: CHECKS, gcp: DEPLOYMENT_CHECKS } as const

interface DoctorOptions extends CommonOptions {
  readonly target: keyof typeof TARGETS
}

/** Runs every check. @returns `failed` when one of them fails; warnings are no failure. */
export async function doctor(options: DoctorOptions, context: CliContext): Promise<ExitCode> {
  const { config, finding } = readConfig(context)
  const findings: NamedFinding[] = [{ name: 'configuration', ...finding }]
  // One after the other: the model's time should not be another check's.
  if (config !== undefined) for (const check of TARGETS[options.target]) findings.push(await runCheck(check, config, context))
  show(context, options, findings, () => findings.map((found) => findingText(found, colorsFor(context.stdout))).join('\n'))
  return findings.some(({ status }) => status === 'fail') ? EXIT.failed : EXIT.ok
}

/** Without a configuration no other check means anything. */
function readConfig(context: CliContext): { readonly config?: Config; readonly finding: Finding } {
  try {
    return { config: context.config(), finding: ok('every setting has a value that it takes') }
  } catch (error) {
    return { finding: findingOf(error) }
  }
}

function findingText({ name, status, detail, fix }: NamedFinding, colors: Colors): string {
  const mark = { ok: colors.green('ok  '), warn: colors.yellow('warn'), fail: colors.red('fail') }[status]
  const line = `${mark}  ${colors.bold(name.padEnd(13))}  ${printable(detail)}`
  return fix === undefined ? line : `${line}\n${' '.repeat(21)}fix: ${fix}`
}
