/**
 * How many events of the feedback one process takes, what they cost it, and how soon a report has them.
 *
 *     npm run bench:feedback -- [--seconds 5] [--connections 16]
 *
 * With UPNEXT_EVENTS=pubsub and PUBSUB_EMULATOR_HOST set they go to the topic (which must be there) and the report is left out.
 */
import { randomUUID } from 'node:crypto'
import { Command } from 'commander'
import { createFeedbackWarehouse } from '#infra/sqlite/feedback/warehouse.ts'
import { openSqlite } from '#infra/sqlite/open.ts'
import { lastDays } from '#shared/feedback/period.ts'
import { startProduct, type BenchProduct } from './product.ts'
import { machineLine, printTable } from './report.ts'
import { summarize } from './round.ts'

interface Options {
  readonly seconds: number
  readonly connections: number
}

/** Impressions of a dozen items, as the page sends them; with a made-up shelf, which costs as much. */
function batchOf(events: number): string {
  const items = Array.from({ length: 12 }, (_, i) => ({
    id: `video-${Math.floor(Math.random() * 10_000)}-${i}`,
    position: i + 1,
    tier: 'similar',
  }))
  const common = { type: 'impression', at: new Date().toISOString(), shelfId: randomUUID(), seed: 'video', placement: 'site', items }
  return JSON.stringify(Array.from({ length: events }, () => ({ ...common, id: randomUUID(), session: randomUUID() })))
}

async function post(url: string, body: string): Promise<void> {
  const response = await fetch(`${url}/v1/events`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body })
  const { accepted = 0 } = (await response.json()) as { readonly accepted?: number }
  if (accepted === 0) throw new Error(`Nothing was taken: ${response.status}.`)
}

/** So many connections, each sending one batch after the other for a time. */
async function load(product: BenchProduct, events: number, { seconds, connections }: Options): Promise<readonly string[]> {
  const before = await product.usage()
  const end = performance.now() + seconds * 1000
  const times: number[] = []
  const send = async () => {
    while (performance.now() < end) {
      const body = batchOf(events)
      const start = performance.now()
      await post(product.url, body)
      times.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: connections }, send))
  const { p50, p99, perSecond } = summarize([{ times, seconds }])
  const cpuMs = (await product.usage()).cpuMs - before.cpuMs
  const perEvent = cpuMs / (times.length * events)
  return [events, perSecond * events, p50.toFixed(1), p99.toFixed(1), perEvent.toFixed(3)].map((value) =>
    typeof value === 'number' ? value.toFixed(0) : value,
  )
}

/** Milliseconds from sending one event to a report that counts it. */
async function untilReported({ url, databasePath }: BenchProduct): Promise<{ readonly ms: number; readonly rows: number }> {
  const start = performance.now()
  await post(url, batchOf(1))
  const stores = await openSqlite({ path: databasePath, readOnly: true })
  const flagged = await createFeedbackWarehouse(stores.threads).report('flagged', lastDays(2, Date.now()))
  await stores.close()
  return { ms: performance.now() - start, rows: flagged.reduce((sum, { events }) => sum + events, 0) }
}

async function main(options: Options): Promise<void> {
  const product = await startProduct({ UPNEXT_FEEDBACK_RATE: '0' })
  try {
    await load(product, 1, { ...options, seconds: 1 }) // Warm.
    const rows = [await load(product, 1, options), await load(product, 20, options)]
    console.log(machineLine())
    printTable(['events a request', 'events a second', 'p50 ms', 'p99 ms', 'ms of processor an event'], rows)
    if (process.env['UPNEXT_EVENTS'] === 'pubsub') return
    const { ms, rows: stored } = await untilReported(product)
    console.log(`From an event to a report over ${stored} rows that counts it: ${ms.toFixed(0)} ms.`)
  } finally {
    await product.remove()
  }
}

const whole = (value: string) => Number.parseInt(value, 10)
const command = new Command('npm run bench:feedback --')
  .option('--seconds <n>', 'of each round', whole, 5)
  .option('--connections <n>', 'that send at once', whole, 16)
await main(command.parse().opts<Options>())
