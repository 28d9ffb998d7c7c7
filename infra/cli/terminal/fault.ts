import { isUpnextError, messageOf } from '#shared/errors.ts'
import type { Output } from '../context.ts'
import { colorsFor } from './colors.ts'

/** Says what was wrong and what to do about it; the stack and the chain of causes only when asked. */
export function writeFault(output: Output, error: unknown, verbose: boolean): void {
  const { red, green, dim } = colorsFor(output)
  output.write(`${red('error:')} ${messageOf(error)}\n`)
  const fix = isUpnextError(error) ? error.fix : undefined
  if (fix !== undefined) output.write(`${green('fix:')} ${fix}\n`)
  if (verbose) output.write(`${dim(chain(error))}\n`)
}

function chain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const stack = error.stack ?? error.message
  return error.cause === undefined ? stack : `${stack}\ncaused by ${chain(error.cause)}`
}
