/**
 * From the start of a process to its first answer, and the memory it took, for the built functions as the platform starts them.
 *
 *     npm run bench:coldstart [-- --runs 10]
 *
 * The configuration is that of the environment (UPNEXT_INDEX=qdrant against an empty engine, say); the database file is always a new one. The index
 * budget is lifted, so that no answer is spared its work.
 */
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildFunction } from '#build/function.ts'
import { openStores } from '#infra/adapters.ts'
import { pushEnvelope } from '#infra/push/envelope.ts'
import { toConfig } from '#shared/config.ts'
import { setUpIndex } from '#shared/index/set-up.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { startFunction, type FunctionProcess } from '#test/support/function-process.ts'
import { machineLine, printTable } from './report.ts'

const ROOT = join(import.meta.dirname, '..')
/** The unit in which a function's memory is set. */
const MIB = 2 ** 20
const CATALOGUE = join(ROOT, 'examples/catalogue/food.jsonl')

const push = (event: string, messageId: string): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: pushEnvelope({ data: Buffer.from(event), attributes: {}, messageId }, Date.now()),
})
const TOPIC = '/projects/p/topics/videos'
const ANOTHER = { type: 'video.upserted', video: { id: 'cold', version: 1, title: 'A cold start in the morning', language: 'en' } }

/** The first request of each function; embed-video gets a video of its own each time, so that the model runs. */
const FIRST_REQUESTS: Readonly<Record<string, (run: number) => readonly [path: string, init?: RequestInit]>> = {
  recommend: () => ['/v1/videos/sourdough-first-loaf/recommendations?limit=12'],
  search: () => ['/v1/search?text=faire+son+pain&limit=12'],
  'embed-video': (run) => [TOPIC, push(JSON.stringify({ ...ANOTHER, video: { ...ANOTHER.video, id: `cold-${run}` } }), `run-${run}`)],
}

interface Run {
  readonly ms: number
  readonly cpuMs: number
  readonly memory: { readonly now: number; readonly peak: number }
}

type Start = (name: string) => Promise<FunctionProcess>

async function measure(start: Start, name: string, [path, init]: readonly [string, RequestInit?]): Promise<Run> {
  const running = await start(name)
  try {
    const response = await running.ask(path, init)
    await response.arrayBuffer()
    const ms = performance.now() - running.startedAt
    if (!response.ok) throw new Error(`${name} answered ${response.status}`)
    return { ms, cpuMs: await running.cpuMs(), memory: await running.memory() }
  } finally {
    await running.stop()
  }
}

/** A first collection with a few videos, by way of embed-video. */
async function fill(env: Readonly<Record<string, string>>, start: Start): Promise<void> {
  const stores = await openStores(toConfig({ ...process.env, ...env }))
  await setUpIndex(stores, DEFAULT_RECIPE, Date.now).finally(() => stores.close())
  const embedding = await start('embed-video')
  try {
    const events = (await readFile(CATALOGUE, 'utf8')).split('\n').filter((line) => line !== '')
    for (const [at, event] of events.entries()) {
      const { ok, status } = await embedding.ask(TOPIC, push(event, `event-${at}`))
      if (!ok) throw new Error(`embed-video answered ${status}`)
    }
  } finally {
    await embedding.stop()
  }
}

function row(name: string, runs: readonly Run[]): string[] {
  const spread = (values: readonly number[]) => {
    const sorted = values.toSorted((a, b) => a - b)
    return [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)].map((value) => (value ?? NaN).toFixed(0)).join(' / ')
  }
  return [
    name,
    spread(runs.map(({ ms }) => ms)),
    spread(runs.map(({ cpuMs }) => cpuMs)),
    spread(runs.map(({ memory }) => memory.now / MIB)),
    spread(runs.map(({ memory }) => memory.peak / MIB)),
  ]
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '10' } } })
  const place = await mkdtemp(join(tmpdir(), 'upnext-bench-'))
  const env = {
    UPNEXT_SQLITE_PATH: join(place, 'bench.db'),
    UPNEXT_SIGNING_KEYS: 'keys of a bench only',
    UPNEXT_LOG_LEVEL: 'error',
    UPNEXT_INDEX_BUDGET_MS: '60000',
  }
  const start: Start = (name) => startFunction({ folder: join(place, name), name, env })
  try {
    for (const name of Object.keys(FIRST_REQUESTS)) {
      await buildFunction(ROOT, name, join(place, name))
      await symlink(join(ROOT, 'node_modules'), join(place, name, 'node_modules'))
    }
    await fill(env, start)
    const rows: string[][] = []
    for (const [name, request] of Object.entries(FIRST_REQUESTS)) {
      const runs: Run[] = []
      while (runs.length < Number(values.runs)) runs.push(await measure(start, name, request(runs.length)))
      rows.push(row(name, runs))
    }
    printTable(['min / median / max', 'ms to first answer', 'ms of processor', 'MiB after it', 'MiB peak'], rows)
    const { index, warehouse, events } = toConfig({ ...process.env, ...env })
    console.log(`${values.runs} runs each; index ${index}, warehouse ${warehouse}, events by ${events}`)
    console.log(machineLine())
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

await main()
