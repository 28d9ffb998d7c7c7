import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { PublishReport } from '#infra/cli/publish/tally.ts'
import type { BenchProduct } from './product.ts'

/** Publishes files with the command line, as a process of its own. @throws when a line was refused or failed. */
export async function publishFiles(files: readonly string[], { env }: BenchProduct, concurrency: string): Promise<PublishReport> {
  const argv = ['infra/cli/upnext.js', 'publish', ...files, '--concurrency', concurrency, '--json']
  const { stdout } = await promisify(execFile)(process.execPath, argv, { env, maxBuffer: 2 ** 26 })
  return JSON.parse(stdout) as PublishReport
}
