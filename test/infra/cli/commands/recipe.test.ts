import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { decodeRarity } from '#shared/recipe/statistics/rarity.ts'
import { runCli } from '#test/support/cli.ts'
import { startProduct } from '#test/support/cli-product.ts'
import { upsertJson } from '#test/support/events.ts'
import { temporaryFolder } from '#test/support/temporary.ts'

/** In the order of their ids, as the warehouse gives them. */
const EVENTS = ['one', 'three', 'two'].map((id) => upsertJson({ id, title: `Sourdough number ${id}`, tags: ['baking'] }))

describe('upnext recipe build', () => {
  it('writes the same file for the same events, whether they come from a file or from the warehouse', async () => {
    const product = await startProduct()
    try {
      const [events, fromFile, fromStore] = ['events.jsonl', 'file.json', 'store.json'].map((name) => join(product.folder, name))
      assert.ok(events !== undefined && fromFile !== undefined && fromStore !== undefined)
      await writeFile(events, [...EVENTS.map((event) => JSON.stringify(event)), 'no event'].join('\n'))
      await runCli(['publish', events], { env: product.env })
      const report = await runCli(['recipe', 'build', '--from', 'events', events, '--out', fromFile, '--json'])
      assert.equal(report.code, 0)
      assert.equal((JSON.parse(report.stdout) as { readonly documents: number }).documents, 3)
      await runCli(['recipe', 'build', '--from', 'warehouse', '--out', fromStore], { env: product.env })
      const [one, other] = [await readFile(fromFile, 'utf8'), await readFile(fromStore, 'utf8')]
      assert.equal(one, other)
      const { rarity } = JSON.parse(one) as { readonly rarity: unknown }
      assert.equal(decodeRarity(Buffer.from(JSON.stringify(rarity))).frequencies.get('sourdough'), 3)
    } finally {
      await product.close()
    }
  })

  it('refuses a source without files, and files without need', async () => {
    const folder = await temporaryFolder()
    try {
      const out = ['--out', join(folder.path, 'x.json')]
      assert.equal((await runCli(['recipe', 'build', '--from', 'events', ...out])).code, 2)
      assert.equal((await runCli(['recipe', 'build', '--from', 'warehouse', 'a.jsonl', ...out])).code, 2)
      assert.equal((await runCli(['recipe', 'build', '--from', 'elsewhere', ...out])).code, 2)
    } finally {
      await folder.remove()
    }
  })
})
