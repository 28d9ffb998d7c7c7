import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import type { EraseReport } from '#shared/operations/erase/erase.ts'
import { runCli } from '#test/support/cli.ts'
import { startProduct } from '#test/support/cli-product.ts'
import { upsertJson } from '#test/support/events.ts'

describe('erase', () => {
  const world: { product?: Awaited<ReturnType<typeof startProduct>> } = {}
  const product = () => world.product ?? assert.fail('no product')
  const erase = (argv: readonly string[], person: { answer?: string } = {}) =>
    runCli(['erase', ...argv], {
      env: product().env,
      ...(person.answer === undefined ? {} : { terminal: true, stdin: Readable.from([person.answer]) }),
    })

  before(async () => {
    world.product = await startProduct()
    const path = join(product().folder, 'events.jsonl')
    await writeFile(path, ['one', 'two', '-dash'].map((id) => JSON.stringify(upsertJson({ id }))).join('\n'))
    assert.equal((await runCli(['publish', path], { env: product().env })).code, 0)
  })
  after(() => world.product?.close())

  it('tells what there is, as JSON too, and leaves it', async () => {
    const { code, stdout } = await erase(['--video', 'one', '--video', 'two', '--dry-run', '--json'])
    const report = JSON.parse(stdout) as EraseReport & { dryRun: boolean }
    assert.equal(code, 0)
    assert.deepEqual([report.dryRun, report.found.changes, report.remaining.changes], [true, 2, 2])
  })

  it('asks a person, and takes silence for no', async () => {
    assert.equal((await erase(['--video', 'one'])).code, 2)
    const refused = await erase(['--video', 'one'], { answer: 'n\n' })
    assert.equal(refused.code, 2)
    assert.match(refused.stderr, /would be deleted as of version 2[^]*Nothing was erased/)
    assert.equal((await erase(['--video', 'one'], { answer: 'y\n' })).code, 0)
  })

  it('erases while the product runs, and can be repeated', async () => {
    for (const time of ['once', 'again']) {
      const { code, stdout, stderr } = await erase(['--video', 'two', '--video=-dash', '--yes'])
      assert.equal(code, 0, `${time}: ${stderr}`)
      assert.match(stdout, /Nothing of it is left here/)
    }
    assert.equal((await fetch(`http://127.0.0.1:${product().env.PORT}/v1/search?text=bread`)).status, 200)
  })

  it('fails for a video that was never here, and writes nothing of it', async () => {
    for (const options of [['--yes'], ['--dry-run']]) {
      const { code, stdout } = await erase(['--video', 'typo', ...options])
      assert.equal(code, 1)
      assert.match(stdout, /typo.*unknown here/)
    }
  })

  it('erases what viewers did, and asks before', async () => {
    const watch = { type: 'progress', item: 'one', seconds: 60, percent: 90, finished: true, viewer: 'ann', session: 'visit' }
    const event = { ...watch, id: 'progress-1', at: new Date().toISOString() }
    const url = `http://127.0.0.1:${product().env.PORT}/v1/events`
    const sent = await fetch(url, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: JSON.stringify(event) })
    assert.deepEqual(await sent.json(), { accepted: 1, refused: [], ignored: 0 })
    const refused = await erase(['--viewer', 'ann'], { answer: 'n\n' })
    assert.equal(refused.code, 2)
    assert.match(refused.stderr, /1 events, 1 videos[^]*Nothing was erased/)
    const erased = await erase(['--viewer', 'ann', '--yes', '--json'])
    assert.deepEqual(JSON.parse(erased.stdout), {
      dryRun: false,
      found: { events: 1, watched: 1 },
      remaining: { events: 0, watched: 0 },
    })
    assert.match((await erase(['--viewer', 'ann', '--dry-run'])).stdout, /0 events, 0 videos/)
  })

  it('takes videos or viewers, not both and not neither', async () => {
    for (const argv of [['--yes'], ['--video', 'one', '--viewer', 'ann', '--yes']]) {
      const { code, stderr } = await erase(argv)
      assert.equal(code, 2)
      assert.match(stderr, /--video ID or --viewer ID/)
    }
  })
})
