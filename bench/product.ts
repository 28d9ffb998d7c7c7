import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a product has used since its start. */
export interface Usage {
  readonly embeddingMs: number
  readonly batches: number
  readonly peakBytes: number
  readonly cpuMs: number
}

export interface BenchProduct {
  readonly url: string
  readonly databasePath: string
  /** For commands that are to find it. */
  readonly env: Readonly<Record<string, string | undefined>>
  usage(): Promise<Usage>
  /** Ends the process, so that the database file is whole; the folder stays. */
  stop(): Promise<void>
  /** Ends it and takes the folder away. */
  remove(): Promise<void>
}

/** Starts the product of `npm start` as a process of its own, empty, in a temporary folder and on a free port, its model loaded. */
export async function startProduct(settings: Readonly<Record<string, string>> = {}): Promise<BenchProduct> {
  const folder = await mkdtemp(join(tmpdir(), 'upnext-bench-'))
  const [port, databasePath] = [await freePort(), join(folder, 'upnext.db')]
  const env = {
    ...process.env,
    ...settings,
    PORT: String(port),
    UPNEXT_SQLITE_PATH: databasePath,
    UPNEXT_CATALOGUE: 'none',
    UPNEXT_LOG_LEVEL: 'error',
  }
  const clock = new URL('embedding-clock.ts', import.meta.url).href
  const child = spawn(process.execPath, ['--import', clock, 'infra/local/main.ts'], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const url = `http://127.0.0.1:${port}`
  await untilReady(url, child)
  await fetch(`${url}/v1/search?text=warm`) // Loads the model, which would otherwise count as part of the first event.
  const stop = async () => {
    if (child.exitCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  return {
    url,
    databasePath,
    env,
    stop,
    usage: async () => {
      child.send('usage')
      return ((await once(child, 'message')) as [Usage])[0]
    },
    remove: async () => {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const response = await fetch(`${url}/readyz`).catch(() => undefined)
    if (response?.ok === true) return
    await sleep(100)
  }
  throw new Error('The product ended before it was ready.')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
