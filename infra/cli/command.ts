import { Command, InvalidArgumentError } from 'commander'
import type { CliContext } from './context.ts'

/** A command with the options that all of them share. */
export function createCommand(name: string, description: string, context: CliContext): Command {
  return withOutput(new Command(name), context)
    .description(description)
    .option('--json', 'print one JSON value for machines')
    .option('--verbose', 'print the stack and the causes of an error')
}

/** Lets commander write to the context's streams and throw instead of ending the process. */
export function withOutput(command: Command, { stdout, stderr }: CliContext): Command {
  return command.exitOverride().configureOutput({
    writeOut: (text) => stdout.write(text),
    writeErr: (text) => stderr.write(text),
    getOutHelpWidth: () => Math.min(stdout.columns ?? 100, 100),
    getErrHelpWidth: () => Math.min(stderr.columns ?? 100, 100),
  })
}

/** Parses an option's value as a whole number between two bounds. */
export function wholeNumber(min: number, max: number): (value: string) => number {
  return (value) => {
    const number = /^\d+$/.test(value) ? Number(value) : NaN
    if (number >= min && number <= max) return number
    throw new InvalidArgumentError(`It takes a whole number from ${min} to ${max}.`)
  }
}

/** Parses an option's value as a UTC day, YYYY-MM-DD. */
export function dayOption(value: string): string {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(value) : NaN
  if (!Number.isNaN(ms) && new Date(ms).toISOString().startsWith(value)) return value
  throw new InvalidArgumentError('It takes a day as YYYY-MM-DD.')
}
