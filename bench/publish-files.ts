import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import type { PublishReport } from '#infra/cli/publish/tally.ts'
import type { BenchProduct } from './product.ts'

/** Publishes files with the command line, as a process of its own; its progress bar and what it could not send show on standard error. */
export async function publishFiles(files: readonly string[], { env }: BenchProduct, concurrency: string): Promise<PublishReport> {
  const argv = ['infra/cli/upnext.js', 'publish', ...files, '--concurrency', concurrency, '--json']
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const report = JSON.parse(await text(child.stdout)) as PublishReport
  for (const { line, file, reason } of [...report.refusedLines, ...report.failures]) console.error(`${file}:${line}: ${reason}`)
  return report
}
