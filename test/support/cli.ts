import { PassThrough, Readable } from 'node:stream'
import type { CliContext } from '#infra/cli/context.ts'
import { runProgram } from '#infra/cli/program.ts'
import { toConfig } from '#shared/config.ts'

export interface CliRun {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface CliWorld {
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: Readable
  readonly signal?: AbortSignal
  readonly clock?: () => number
  /** Makes both outputs claim to be terminals. */
  readonly terminal?: boolean
}

/** Runs the command line inside the test's process, with outputs that are kept. */
export async function runCli(
  argv: readonly string[],
  { env = {}, stdin, signal, clock = Date.now, terminal = false }: CliWorld = {},
): Promise<CliRun> {
  const [stdout, stderr] = [keptOutput(terminal), keptOutput(terminal)]
  const context: CliContext = {
    stdin: stdin ?? Readable.from([]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    config: () => toConfig(env),
    clock,
    signal: signal ?? new AbortController().signal,
  }
  const code = await runProgram(argv, context)
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}

function keptOutput(terminal: boolean) {
  const chunks: Buffer[] = []
  const stream = new PassThrough().on('data', (chunk: Buffer) => void chunks.push(chunk))
  return { stream: Object.assign(stream, { isTTY: terminal }), text: () => Buffer.concat(chunks).toString() }
}
