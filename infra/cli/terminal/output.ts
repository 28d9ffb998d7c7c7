import type { CliContext } from '../context.ts'

/** Options that every command takes. */
export interface CommonOptions {
  readonly json?: boolean
  readonly verbose?: boolean
}

/** Writes an answer: one JSON value for machines, or text for people. */
export function show(context: CliContext, { json }: CommonOptions, value: unknown, text: () => string): void {
  context.stdout.write(json === true ? `${JSON.stringify(value, null, 2)}\n` : `${text()}\n`)
}

/** A remark for the person at the terminal, beside the answer. */
export function note(context: CliContext, text: string): void {
  context.stderr.write(`${text}\n`)
}
