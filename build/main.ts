/**
 * Builds every function into `dist/<function>/`, ready to deploy.
 *
 *     npm run build [-- FUNCTION...]
 */
import { globSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Table from 'cli-table3'
import { buildFunction } from './function.ts'
import { sizeOf } from './size.ts'

/** Cloud Functions takes no larger archive. */
const MAX_ZIPPED = 100e6

const ROOT = join(import.meta.dirname, '..')

function functionNames(): string[] {
  return globSync('functions/*/index.ts', { cwd: ROOT })
    .map((path) => basename(dirname(path)))
    .sort()
}

async function main(): Promise<void> {
  const names = process.argv.length > 2 ? process.argv.slice(2) : functionNames()
  const table = new Table({ head: ['function', 'files', 'MB', 'MB zipped', 'packages'], style: { head: [], border: [] } })
  const tooLarge: string[] = []
  for (const name of names) {
    const folder = join(ROOT, 'dist', name)
    const { packages } = await buildFunction(ROOT, name, folder)
    const { files, bytes, zipped } = await sizeOf(folder)
    if (zipped > MAX_ZIPPED) tooLarge.push(name)
    table.push([name, files, (bytes / 1e6).toFixed(1), (zipped / 1e6).toFixed(1), packages.join('\n')])
  }
  console.log(table.toString())
  if (tooLarge.length === 0) return
  console.error(`Too large to deploy (over ${MAX_ZIPPED / 1e6} MB zipped): ${tooLarge.join(', ')}`)
  process.exitCode = 1
}

await main()
