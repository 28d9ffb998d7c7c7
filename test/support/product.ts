import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from './temporary.ts'

const MAIN = fileURLToPath(new URL('../../infra/local/main.ts', import.meta.url))

export interface RunningProduct {
  readonly url: string
  readonly events: string
  readonly child: ChildProcess
  /** What it wrote to standard error so far. */
  readonly log: () => string
  /** Sends the signal and waits for the end; the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** The product as `npm start` runs it, in a process of its own on a free port, on a database of the test's. */
export async function startProduct(folder: string, env: Record<string, string> = {}): Promise<RunningProduct> {
  const settings = { PORT: '0', UPNEXT_CATALOGUE: 'none', UPNEXT_SQLITE_PATH: `${folder}/test.db`, ...env }
  const child = spawn(process.execPath, [MAIN], { env: { ...process.env, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] })
  const [output, log] = [collect(child.stdout), collect(child.stderr)]
  const port = await portOf(child, output, log)
  const url = `http://127.0.0.1:${port}`
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal)
      await once(child, 'exit')
    }
    return child.exitCode
  }
  return { url, events: `${url}/events/projects/test/topics/videos`, child, log, stop }
}

/** A product with a folder that goes when it ends. */
export async function startTemporaryProduct(env: Record<string, string> = {}): Promise<RunningProduct & AsyncDisposable> {
  const folder = await temporaryFolder()
  const product = await startProduct(folder.path, env)
  const dispose = async () => {
    await product.stop()
    await folder.remove()
  }
  return { ...product, [Symbol.asyncDispose]: dispose }
}

async function portOf(child: ChildProcess, output: () => string, log: () => string): Promise<string> {
  for (;;) {
    const port = /localhost:(\d+)/.exec(output())?.[1]
    if (port !== undefined) return port
    if (child.exitCode !== null) throw new Error(`The product ended with ${child.exitCode}: ${log()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: string[] = []
  stream?.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  return () => chunks.join('')
}
