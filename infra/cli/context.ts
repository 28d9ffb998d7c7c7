import type { Readable, Writable } from 'node:stream'
import { loadConfig, type Config } from '#shared/config.ts'

/** A stream for output, and whether a person sits behind it. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number }

/** The outside of a command: tests put their own in its place. */
export interface CliContext {
  readonly stdin: Readable
  readonly stdout: Output
  readonly stderr: Output
  /** Read when a command needs it, so that help works under a faulty configuration. @throws UpnextError `configuration`. */
  readonly config: () => Config
  /** Epoch milliseconds. */
  readonly clock: () => number
  /** Aborts at the first Ctrl-C or SIGTERM; a second one ends the process at once. */
  readonly signal: AbortSignal
}

/** The context of this process. */
export function processContext(): CliContext {
  const { stdin, stdout, stderr } = process
  return { stdin, stdout, stderr, config: loadConfig, clock: Date.now, signal: stopSignal() }
}

function stopSignal(): AbortSignal {
  const controller = new AbortController()
  const stop = () => controller.abort()
  process.once('SIGINT', stop).once('SIGTERM', stop)
  return controller.signal
}
