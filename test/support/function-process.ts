import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Loaded } from './loaded-modules.ts'

const FRAMEWORK = 'node_modules/@google-cloud/functions-framework/build/src/main.js'
const RECORDER = fileURLToPath(new URL('loaded-modules.ts', import.meta.url))
const START_MS = 60_000
/** The kernel counts processor time in ticks of 10 ms. */
const MS_A_TICK = 10

export interface FunctionProcess {
  readonly url: string
  readonly startedAt: number
  /** Asks until somebody listens. */
  ask(path: string, init?: RequestInit): Promise<Response>
  /** Only with `record`. */
  loaded(): Promise<Loaded>
  /** Resident memory in bytes, now (VmRSS) and at its peak so far (VmHWM). */
  memory(): Promise<{ readonly now: number; readonly peak: number }>
  /** Processor time so far, of all its threads. */
  cpuMs(): Promise<number>
  stop(): Promise<void>
}

export interface FunctionOptions {
  /** A built function with its packages installed. */
  readonly folder: string
  readonly name: string
  readonly env?: Readonly<Record<string, string>>
  /** Notes what it loads. */
  readonly record?: boolean
}

/** Starts a built function as the platform does: its own functions framework, a port, NODE_ENV unset. */
export async function startFunction({ folder, name, env = {}, record = false }: FunctionOptions): Promise<FunctionProcess> {
  const port = await freePort()
  const inherited = { ...process.env }
  delete inherited['NODE_ENV']
  const startedAt = performance.now()
  const child = spawn(
    process.execPath,
    [...(record ? ['--import', RECORDER] : []), join(folder, FRAMEWORK), `--target=${name}`, `--port=${port}`],
    {
      cwd: folder,
      env: { ...inherited, ...env },
      stdio: ['ignore', 'ignore', 'pipe', ...(record ? (['ipc'] as const) : [])],
    },
  )
  const errors: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()))
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    startedAt,
    ask: async (path, init) => {
      const deadline = performance.now() + START_MS
      while (child.exitCode === null && performance.now() < deadline) {
        const response = await fetch(`${url}${path}`, init).catch(() => undefined)
        if (response !== undefined) return response
        await sleep(2)
      }
      throw new Error(
        `The function ${name} ${child.exitCode === null ? 'does not answer' : `ended with ${child.exitCode}`}.\n${errors.join('')}`,
      )
    },
    loaded: async () => {
      child.send('loaded')
      return ((await once(child, 'message')) as [Loaded])[0]
    },
    memory: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
      const bytes = (name: string) => 1024 * Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1])
      return { now: bytes('VmRSS'), peak: bytes('VmHWM') }
    },
    cpuMs: async () => {
      const fields = (await readFile(`/proc/${child.pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ')
      return (Number(fields[11]) + Number(fields[12])) * MS_A_TICK
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
