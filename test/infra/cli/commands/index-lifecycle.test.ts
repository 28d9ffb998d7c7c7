import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { openStores } from '#infra/adapters.ts'
import { toConfig } from '#shared/config.ts'
import { recordCheck } from '#shared/index/registry-change.ts'
import type { BackfillReport } from '#shared/operations/lifecycle/backfill/report.ts'
import type { CreateReport } from '#shared/operations/lifecycle/create.ts'
import { runCli } from '#test/support/cli.ts'
import { startProduct } from '#test/support/cli-product.ts'
import { upsertJson } from '#test/support/events.ts'

const VIDEOS = 30

describe('index', () => {
  const world: { product?: Awaited<ReturnType<typeof startProduct>>; name: string } = { name: '' }
  const product = () => world.product ?? assert.fail('no product')
  const env = () => ({ ...product().env, UPNEXT_EVENT_TIMEOUT_S: '0' })
  const index = (argv: readonly string[], person: { answer?: string } = {}) =>
    runCli(['index', ...argv], {
      env: env(),
      ...(person.answer === undefined ? {} : { terminal: true, stdin: Readable.from([person.answer]) }),
    })
  const parsed = async <Report>(...argv: readonly string[]) => {
    const { code, stdout, stderr } = await index([...argv, '--json'])
    assert.equal(code, 0, stderr)
    return JSON.parse(stdout) as Report
  }
  const recommended = async () => {
    const response = await fetch(`http://127.0.0.1:${product().env.PORT}/v1/videos/v1/recommendations?limit=3`)
    return { status: response.status, ...((await response.json()) as { recipe: { name: string }; fill: { returned: number } }) }
  }

  before(async () => {
    world.product = await startProduct()
    const path = join(product().folder, 'events.jsonl')
    const events = Array.from({ length: VIDEOS }, (_, i) =>
      JSON.stringify(upsertJson({ id: `v${i}`, title: `Sharpening a plane iron, part ${i}` })),
    )
    await writeFile(path, events.join('\n'))
    assert.equal((await runCli(['publish', path], { env: product().env })).code, 0)
  })
  after(() => world.product?.close())

  it('makes a collection for a recipe that says what differs', async () => {
    const file = join(product().folder, 'recipe.json')
    await writeFile(file, JSON.stringify({ name: 'title-first', fields: { title: 2 } }))
    const { collection, outcome, state } = await parsed<CreateReport>('create', '--recipe', file)
    assert.deepEqual([outcome, state], ['created', 'filling'])
    world.name = collection
  })

  it('lists every fault of a recipe', async () => {
    const file = join(product().folder, 'faulty.json')
    await writeFile(file, JSON.stringify({ fields: { title: -1 }, colour: 'red' }))
    const { code, stderr } = await index(['create', '--recipe', file])
    assert.equal(code, 2)
    assert.match(stderr, /2 fault\(s\)/)
    assert.match(stderr, /fields\.title/)
    assert.match(stderr, /colour/)
  })

  it('refuses a name that is none of a collection', async () => {
    const { code, stderr } = await index(['create', '--recipe', 'default', '--name', 'a/b'])
    assert.equal(code, 2)
    assert.match(stderr, /name: takes 1 to 60 letters/)
  })

  it('fills it and says so at a terminal', async () => {
    const { phase, videos } = await parsed<BackfillReport>('backfill', '--dry-run')
    assert.deepEqual([phase, videos], ['planned', VIDEOS])
    const { code, stdout, stderr } = await index(['backfill'], { answer: '' })
    assert.equal(code, 0, stderr)
    assert.match(stdout, new RegExp(`${VIDEOS} of ${VIDEOS} videos placed, ${VIDEOS} vectors made[^]*complete`))
    assert.match(stderr, /100%[^]*all placed; indexing[^]*complete/)
    assert.equal((await index(['diff', '--collection', world.name])).code, 0)
  })

  it('promotes it only after a pass, and asks', async () => {
    const refused = await index(['promote', '--collection', world.name, '--yes'])
    assert.equal(refused.code, 2)
    assert.match(refused.stderr, /was not verified/)
    const unreasoned = await index(['promote', '--collection', world.name, '--force', '', '--yes'])
    assert.equal(unreasoned.code, 2)
    assert.match(unreasoned.stderr, /force: /)
    const stores = await openStores(toConfig(env()))
    await recordCheck(stores.registry, world.name, { at: Date.now(), passed: true, report: 'r' })
    await stores.close()
    assert.equal((await index(['promote', '--collection', world.name])).code, 2)
    assert.equal((await index(['promote', '--collection', world.name], { answer: 'y\n' })).code, 0)
    const { stdout } = await index(['status'])
    assert.match(stdout, /videos-\S+ +serving +live +title-first +30 +0 +complete +passed/)
  })

  it('is watched, and the status tells what was seen', async () => {
    const { code, stdout } = await index(['recall', '--seeds', '10', '--json'])
    assert.equal(code, 0)
    const report = JSON.parse(stdout) as { recall: { group: string; mean: number }[]; coverage: object; lagMs: number }
    assert.deepEqual([report.recall[0]?.group, report.recall[0]?.mean], ['all', 1])
    assert.deepEqual(report.coverage, { videos: VIDEOS, missing: [], share: 1 })
    assert.match((await index(['recall'])).stdout, /recall@20[^]*coverage +100\.00 %[^]*stored \d+ \w+ ago/)
    assert.match((await index(['status'])).stdout, /1\.000, 100\.00 % [^]*stored \d+ \w+ ago/)
  })

  it('answers by the new recipe within seconds, and by the old one after a rollback', async () => {
    const until = async (name: string) => {
      for (let tries = 0; tries < 80; tries += 1) {
        const answer = await recommended()
        assert.deepEqual([answer.status, answer.fill.returned], [200, 3])
        if (answer.recipe.name === name) return
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      assert.fail(`never ${name}`)
    }
    await until('title-first')
    const from = Date.now()
    assert.equal((await index(['rollback'])).code, 0)
    await until('muse-fields-words')
    assert.ok(Date.now() - from < 10_000)
  })

  it('drops nothing that may still be read, and nothing unasked', async () => {
    const early = await index(['purge', '--collection', world.name, '--yes'])
    assert.match(early.stderr, /a moment ago/)
    assert.equal((await index(['purge'])).code, 2)
    assert.equal((await index(['purge', '--tombstones', '--dry-run'])).code, 0)
    assert.equal((await index(['purge', '--tombstones', '--older-than', '3'])).code, 2)
  })
})
