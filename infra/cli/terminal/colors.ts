import picocolors from 'picocolors'
import type { Output } from '../context.ts'

export type Colors = ReturnType<typeof picocolors.createColors>

/** Colours for a terminal that wants them (NO_COLOR, TERM=dumb); plain text for pipes and files, in CI too. */
export function colorsFor(output: Output): Colors {
  return picocolors.createColors(output.isTTY === true && picocolors.isColorSupported)
}
