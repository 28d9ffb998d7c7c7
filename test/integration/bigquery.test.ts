import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { NamedFinding } from '#infra/cli/doctor/check.ts'
import type { EraseReport } from '#shared/operations/erase/erase.ts'
import type { StatusReport } from '#shared/operations/status.ts'
import { openTemporaryDataset, skipWithoutBigQuery, type TemporaryDataset } from '#test/support/bigquery.ts'
import { runCli } from '#test/support/cli.ts'
import { startProduct } from '#test/support/cli-product.ts'
import { upsertJson } from '#test/support/events.ts'

/** The index in SQLite, the warehouse in BigQuery, both by configuration alone. */
describe('the product with BigQuery', { skip: skipWithoutBigQuery }, () => {
  const world: { dataset?: TemporaryDataset; product?: Awaited<ReturnType<typeof startProduct>> } = {}
  const run = async <T>(...argv: string[]): Promise<T> => {
    const { code, stdout, stderr } = await runCli([...argv, '--json'], { env: world.product?.env ?? {} })
    assert.equal(code, 0, stderr)
    return JSON.parse(stdout) as T
  }
  before(async () => {
    world.dataset = await openTemporaryDataset()
    world.product = await startProduct(world.dataset.env)
  })
  after(async () => {
    await world.product?.close()
    await world.dataset?.close()
  })

  it('keeps what is published, tells of it, and erases it', async () => {
    const path = join(world.product?.folder ?? '', 'events.jsonl')
    await writeFile(path, ['one', 'two'].map((id) => JSON.stringify(upsertJson({ id }))).join('\n'))
    await run('publish', path)
    assert.deepEqual((await run<StatusReport>('status')).warehouse, { changes: 2, videos: 2, vectors: 2 })
    const { found, remaining } = await run<EraseReport>('erase', '--video', 'one', '--yes')
    assert.deepEqual([found.changes, found.vectors, remaining.changes, remaining.vectors], [1, 1, 0, 0])
    assert.deepEqual((await run<StatusReport>('status')).warehouse, { changes: 2, videos: 2, vectors: 1 })
    const findings = await run<readonly NamedFinding[]>('doctor')
    assert.equal(findings.find(({ name }) => name === 'warehouse')?.status, 'ok')
  })
})
