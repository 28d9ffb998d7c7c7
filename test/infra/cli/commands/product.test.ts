import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Answer } from '#shared/recommendation/answer.ts'
import type { Explanation } from '#shared/recommendation/explain/explain.ts'
import { runCli } from '#test/support/cli.ts'
import { startProduct } from '#test/support/cli-product.ts'
import { upsertJson } from '#test/support/events.ts'

const CATALOGUE = [
  { id: 'bread', title: 'Baking sourdough bread', description: 'Flour, water, salt and a starter: bread from your own oven.' },
  { id: 'rye', title: 'Rye bread with sourdough', description: 'A dark loaf of rye flour, baked in a wood oven.' },
  { id: 'brot', title: 'Sauerteigbrot backen', description: 'Mehl, Wasser, Salz: Brot aus dem eigenen Ofen.', language: 'de' },
  {
    id: 'rocket',
    title: 'How rockets reach orbit',
    description: 'Thrust, stages and gravity turns \u001b[31mexplained.',
    channelId: 'space',
  },
  { id: 'hidden', title: 'Bread behind the scenes', visibility: 'private' },
]

/** One product for all of these: they read, and what they write does not meet. */
describe('the commands that need a product', () => {
  const world: { product?: Awaited<ReturnType<typeof startProduct>> } = {}
  const product = () => world.product ?? assert.fail('no product')
  const run = (...argv: string[]) => runCli(argv, { env: product().env })
  const parsed = async <T>(...argv: string[]): Promise<T> => {
    const { code, stdout, stderr } = await run(...argv, '--json')
    assert.equal(code, 0, stderr)
    return JSON.parse(stdout) as T
  }

  before(async () => {
    world.product = await startProduct()
    const path = join(product().folder, 'events.jsonl')
    await writeFile(path, CATALOGUE.map((video) => JSON.stringify(upsertJson(video))).join('\n'))
    const { code, stderr } = await run('publish', path)
    assert.equal(code, 0, stderr)
  })
  after(() => world.product?.close())

  it('recommend gives the shelf that HTTP gives', async () => {
    const answer = await parsed<Answer>('recommend', 'bread', '--limit', '3')
    const response = await fetch(`http://127.0.0.1:${product().env.PORT}/v1/videos/bread/recommendations?limit=3`)
    const { items } = (await response.json()) as Answer
    assert.deepEqual(answer.items, items)
    assert.deepEqual(
      answer.items.slice(0, 2).map(({ id }) => id),
      ['rye', 'brot'],
    )
  })

  it('recommend shows people a table with tier, score and reason', async () => {
    const { stdout } = await run('recommend', 'bread')
    assert.match(stdout, /^Baking sourdough bread {2}bread · en$/m)
    assert.match(stdout, /^1 +rye +similar +\d\.\d{3} +\d\.\d{2} +Also about “bread”, “sourdough” +Rye bread with sourdough +en/m)
    assert.match(stdout, /^2 +brot +similar-other-language/m)
    assert.doesNotMatch(stdout, /hidden/)
  })

  it('recommend answers for a video that nobody knows, and says so', async () => {
    const { code, stdout } = await run('recommend', 'nobody-knows')
    assert.equal(code, 0)
    assert.match(stdout, /seed-not-indexed/)
    assert.match(stdout, /latest/)
  })

  it('perspectives says what makes each another point of view', async () => {
    const answer = await parsed<Answer>('perspectives', 'bread')
    assert.deepEqual(
      answer.items.map(({ id, tier, reason }) => [id, tier, reason?.differs]),
      [['brot', 'perspective', ['language']]],
    )
    assert.match(
      (await run('explain', 'bread', 'rye', '--placement', 'perspectives')).stdout,
      /✗ {2}other view +Channel, country, language/,
    )
  })

  it('search finds by meaning, across languages', async () => {
    const { items } = await parsed<Answer>('search', 'pain', 'au', 'levain', 'fait', 'maison')
    assert.ok(items.length > 0)
    assert.ok(items.slice(0, 3).every(({ id }) => ['bread', 'rye', 'brot'].includes(id)))
  })

  it('options that make no sense are named, all at once', async () => {
    const { code, stderr } = await run('recommend', 'bread', '--limit', '0', '--languages', 'not a language')
    assert.equal(code, 2)
    assert.match(stderr, /limit takes a whole number/)
    assert.match(stderr, /languages takes BCP 47/)
  })

  it('explain tells why a video is on the shelf and why another is not', async () => {
    const on = await parsed<Explanation>('explain', 'bread', 'rye')
    assert.deepEqual([on.onShelf, on.position, on.tier], [true, 1, 'similar'])
    const off = await run('explain', 'bread', 'hidden')
    assert.match(off.stdout, /hidden is not on the shelf of bread/)
    assert.match(off.stdout, /^✗ {2}standing +It is hidden/m)
  })

  it('placement preview shows the shelf of a placement at a time, and what editors want then', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'upnext-placements-'))
    try {
      const path = join(folder, 'placements.json')
      const pins = [{ video: 'rocket', position: 1, from: '2027-01-01T00:00:00Z' }]
      await writeFile(path, JSON.stringify({ home: { extends: 'site', pins, hides: [{ video: 'brot' }] } }))
      const preview = (...argv: string[]) =>
        runCli(['placement', 'preview', 'home', '--seed', 'bread', ...argv], { env: { ...product().env, UPNEXT_PLACEMENTS: path } })
      const { stdout, stderr } = await preview('--at', '2027-06-01T00:00:00Z')
      assert.match(stdout, /^pin {4}rocket at 1\nhide {3}brot$/m, stderr)
      assert.match(stdout, /1 .*rocket.*pinned/)
      assert.doesNotMatch((await preview('--at', '2026-12-01')).stdout, /^pin/m)
      await writeFile(path, JSON.stringify({ home: { candidates: 1 }, away: { cap: 0 } }))
      const { code, stderr: faults } = await runCli(['placement', 'check'], { env: { ...product().env, UPNEXT_PLACEMENTS: path } })
      assert.equal(code, 2)
      assert.match(faults, /2 fault\(s\).*home\.candidates.*away\.cap/)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('status counts what is there', async () => {
    const status = await parsed<Record<string, unknown>>('status')
    assert.deepEqual(status['registry'], { revision: 1, aliases: { serving: (status['collections'] as { name: string }[])[0]?.name } })
    const [collection] = status['collections'] as { live: number; shown: number; tombstones: number }[]
    assert.deepEqual([collection?.live, collection?.shown, collection?.tombstones], [5, 4, 0])
    assert.ok((status['database'] as { bytes: number }).bytes > 0)
    assert.match((await run('status')).stdout, /collection +alias +state/)
  })

  it('replay lists, publishes again, and keeps what comes back', async () => {
    const path = join(product().folder, 'faulty.jsonl')
    await writeFile(path, 'no json\n')
    await run('publish', path, '--send-invalid')
    const [waiting] = await parsed<{ reason: string }[]>('replay', '--from', 'quarantine', '--dry-run')
    assert.match(waiting?.reason ?? '', /not JSON/)
    const { code, stdout } = await run('replay', '--from', 'quarantine')
    assert.equal(code, 1)
    assert.match(stdout, /replayed 1 · failed 0 · in quarantine again 1 · waiting 1/)
    assert.equal((await parsed<unknown[]>('replay', '--from', 'dead-letter', '--dry-run')).length, 0)
  })

  it('doctor is content', async () => {
    const findings = await parsed<{ name: string; status: string }[]>('doctor')
    for (const { name, status } of findings) assert.equal(status, 'ok', name)
    assert.ok(findings.some(({ name }) => name === 'model'))
  })
})
