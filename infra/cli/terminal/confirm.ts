import { createInterface } from 'node:readline/promises'
import type { CliContext } from '../context.ts'

/** Asks a person; no without one at the terminal, and for anything but yes. */
export async function confirmed({ stdin, stderr, signal }: CliContext, question: string): Promise<boolean> {
  if (stderr.isTTY !== true) return false
  const lines = createInterface({ input: stdin, output: stderr })
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `, { signal })).trim())
  } finally {
    lines.close()
  }
}
