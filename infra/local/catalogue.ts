import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createPool } from '#infra/cli/publish/pool.ts'
import { createHttpPublisher } from '#infra/push/http-publisher.ts'

/** Messages under way at once: enough for embedding calls to share batches. */
const CONCURRENCY = 16

/**
 * Publishes every line of a folder's .jsonl files to the local server, as a platform would. What is in already changes nothing.
 * @returns the number of acknowledged events; 0 without a folder.
 */
export async function fillCatalogue(folder: string | undefined, url: string): Promise<number> {
  if (folder === undefined) return 0
  const publisher = createHttpPublisher({ url })
  const pool = createPool(CONCURRENCY)
  const acknowledged = { count: 0 }
  for await (const line of linesOf(folder)) {
    await pool.add(async () => {
      await publisher.publish({ data: Buffer.from(line), attributes: { type: typeOf(line) }, messageId: randomUUID() })
      acknowledged.count += 1
    })
  }
  await pool.settled()
  pool.check()
  await publisher.close()
  return acknowledged.count
}

async function* linesOf(folder: string): AsyncGenerator<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort()
  for (const name of names) {
    for await (const line of createInterface(createReadStream(join(folder, name)))) if (line.trim() !== '') yield line
  }
}

function typeOf(line: string): string {
  return /"type":\s*"([a-z.]+)"/.exec(line)?.[1] ?? 'unknown'
}
