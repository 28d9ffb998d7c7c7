/**
 * How quickly events become recommendable, through the whole event path: `upnext publish` -> HTTP -> function -> model, index and warehouse.
 *
 *     npm run bench:publish -- --events FILE... [--concurrency 64]
 *
 * "Not embedding" is the wall time during which the model's thread runs no batch, as a share of all of it.
 */
import { stat } from 'node:fs/promises'
import { bytesText } from '#infra/cli/terminal/numbers.ts'
import { startProduct, type BenchProduct, type Usage } from './product.ts'
import { benchCommand } from './options.ts'
import { publishFiles } from './publish-files.ts'
import { machineLine, printTable } from './report.ts'

interface Run {
  readonly files: string
  readonly events: number
  readonly seconds: number
  readonly before: Usage
  readonly after: Usage
}

async function measure(files: readonly string[], product: BenchProduct, concurrency: string): Promise<Run> {
  const before = await product.usage()
  const { sent, seconds } = await publishFiles(files, product, concurrency)
  return { files: files.join(' '), events: sent, seconds, before, after: await product.usage() }
}

function row({ files, events, seconds, before, after }: Run): readonly string[] {
  const embedding = (after.embeddingMs - before.embeddingMs) / 1000
  return [
    files,
    String(events),
    seconds.toFixed(1),
    (events / seconds).toFixed(1),
    `${((1 - embedding / seconds) * 100).toFixed(1)} %`,
    String(after.batches - before.batches),
    ((after.cpuMs - before.cpuMs) / 1000).toFixed(1),
    bytesText(after.peakBytes),
  ]
}

async function main(): Promise<void> {
  const { events: files, concurrency } = benchCommand(
    'bench:publish',
    'Events through the whole path, and how much of the time is not embedding.',
  )
    .option('--concurrency <n>', 'messages under way at once', '64')
    .parse()
    .opts<{ events: readonly string[]; concurrency: string }>()
  const product = await startProduct()
  try {
    const first = await measure(files, product, concurrency)
    const again = await measure(files, product, concurrency)
    await product.stop()
    const { size } = await stat(product.databasePath)
    printTable(
      ['events of', 'sent', 'seconds', 'events/s', 'not embedding', 'batches', 'CPU s', 'peak memory'],
      [row(first), row({ ...again, files: 'the same, published again' })],
    )
    console.log(`database ${bytesText(size)}, ${Math.round(size / first.events)} bytes a video`)
    console.log(machineLine())
  } finally {
    await product.remove()
  }
}

await main()
