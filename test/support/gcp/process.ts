import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'

export interface ServiceOptions {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Whether it can be used by now. */
  readonly isReady: () => Promise<boolean>
}

/** A process that a test starts, kills and starts again. */
export interface Service {
  readonly name: string
  /** Resolves when it can be used. */
  start(): Promise<void>
  stop(signal?: NodeJS.Signals): Promise<void>
  isUp(): boolean
  /** The end of what it wrote to standard error. */
  log(): string
}

const PATIENCE_MS = 90_000
/** Milliseconds that a process may take to end. */
const GRACE_MS = 4_000
const LOG_CHARACTERS = 20_000

export function createService({ name, command, args, env = {}, isReady }: ServiceOptions): Service {
  const state: { child?: ChildProcess; up: boolean; log: string } = { up: false, log: '' }
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    const { child } = state
    state.up = false
    if (child?.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    // A server may wait for its streams to end, which their other end never does.
    const escalation = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
    await ended
    clearTimeout(escalation)
  }
  return {
    name,
    stop,
    start: async () => {
      const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] })
      state.child = child
      child.stderr.on('data', (chunk: Buffer) => (state.log = `${state.log}${chunk.toString()}`.slice(-LOG_CHARACTERS)))
      child.once('exit', () => (state.up = state.child === child ? false : state.up))
      await until(`${name} answers`, () => child.exitCode !== null || isReady(), PATIENCE_MS)
      if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}: ${state.log}`)
      state.up = true
    },
    isUp: () => state.up,
    log: () => state.log,
  }
}

/** Waits until something holds. Patience begins anew with each step of the progress: a slow machine is none that hangs. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  patienceMs: number,
  progress: () => number = () => 0,
): Promise<void> {
  const last = { progress: progress(), at: Date.now() }
  while (!(await holds())) {
    if (progress() !== last.progress) Object.assign(last, { progress: progress(), at: Date.now() })
    if (Date.now() > last.at + patienceMs) throw new Error(`In ${patienceMs / 1000} s this did not come to pass: ${what}.`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Whether somebody listens on a port of this machine. */
export async function listens(port: number): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port, timeout: 2_000 })
  return once(socket, 'connect')
    .then(
      () => true,
      () => false,
    )
    .finally(() => socket.destroy())
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
