import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Exposure } from '#shared/evaluation/exposure.ts'
import type { Comparison } from '#shared/evaluation/compare.ts'
import { runCli } from '#test/support/cli.ts'
import { upsertJson } from '#test/support/events.ts'
import { temporaryFolder } from '#test/support/temporary.ts'

interface Report {
  readonly videos: number
  readonly ranked: string
  readonly fields: readonly string[]
  readonly refused: readonly { readonly line: number }[]
  readonly truths: readonly Truth[]
  readonly exposure: readonly Exposure[]
}

type Truth = Comparison & { readonly unknown: readonly string[] }

/** Two subjects; within a subject no two videos share a word, so that only meaning finds them. */
const CATALOGUE = [
  { id: 'bread', title: 'Baking sourdough at home', tags: ['kitchen'] },
  { id: 'cake', title: 'A chocolate cake for beginners', tags: ['kitchen'] },
  { id: 'pasta', title: 'Cooking fresh pasta', tags: ['kitchen'] },
  { id: 'rocket', title: 'How rockets reach orbit', tags: ['space'] },
  { id: 'mars', title: 'Life on planet Mars', tags: ['space'] },
  { id: 'moon', title: 'Astronauts walking in lunar dust', tags: ['space'] },
]

describe('upnext eval', () => {
  const world = { path: '', remove: () => Promise.resolve() }
  const file = (name: string) => join(world.path, name)
  before(async () => {
    Object.assign(world, await temporaryFolder())
    const lines = [...CATALOGUE.map((video) => JSON.stringify(upsertJson(video))), 'no json']
    await writeFile(file('events.jsonl'), lines.join('\n'))
    await writeFile(file('subjects.json'), JSON.stringify({ bread: ['cake', 'pasta'], rocket: ['mars', 'moon'], gone: ['bread'] }))
    await writeFile(file('pairs.json'), JSON.stringify({ cake: ['bread'] }))
    await writeFile(file('other.json'), JSON.stringify({ someone: ['else'] }))
  })
  after(() => world.remove())

  const evaluate = async (...argv: string[]) => runCli(['eval', '--events', file('events.jsonl'), '--json', ...argv])

  it('measures several ground truths beside TF-IDF, and reports what it could not use', async () => {
    const { code, stdout } = await evaluate('--related', file('subjects.json'), file('pairs.json'), '--fields', 'title')
    const report = JSON.parse(stdout) as Report
    assert.equal(code, 1) // A line was refused.
    assert.deepEqual([report.videos, report.ranked, report.fields], [6, 'candidates', ['title']])
    assert.deepEqual(
      report.refused.map(({ line }) => line),
      [7],
    )
    assert.deepEqual(
      report.truths.map(({ truth, seeds, unknown }) => ({ truth, seeds, unknown })),
      [
        { truth: 'subjects', seeds: 2, unknown: ['gone'] },
        { truth: 'pairs', seeds: 1, unknown: [] },
      ],
    )
    const { method, baseline } = report.truths[0] ?? assert.fail('no truth')
    assert.equal(method['recall@10'].mean, 1)
    assert.ok(method.MRR.mean > baseline.MRR.mean)
  })

  it('keeps the fields that were asked for only', async () => {
    const mrr = async (fields: string) => {
      const { stdout } = await evaluate('--related', file('subjects.json'), '--fields', fields)
      return (JSON.parse(stdout) as Report).truths[0]?.baseline.MRR.mean
    }
    assert.equal(await mrr('title,tags'), 1)
    assert.notEqual(await mrr('title'), 1)
  })

  it('takes fields from half of the videos at random, the same each time, and tells how each field mix is exposed', async () => {
    const run = async (...argv: string[]) => JSON.parse((await evaluate('--related', file('subjects.json'), ...argv)).stdout) as Report
    const mixes = ({ exposure }: Report) => exposure.map(({ mix, catalogue }) => [mix, catalogue])
    const [mixed, again] = [await run('--mixed', 'tags', '--seed', '3'), await run('--mixed', 'tags', '--seed', '3')]
    assert.deepEqual(mixed.exposure, again.exposure)
    assert.deepEqual(mixes(mixed), [
      ['ta', 0.5],
      ['tg', 0.5],
    ])
    assert.deepEqual(mixes(await run()), [['tg', 1]])
  })

  it('measures the recipe with each of its parts changed', async () => {
    const { stdout } = await evaluate('--related', file('subjects.json'), '--ablation', '--limit', '1')
    const rows = JSON.parse(stdout) as readonly { readonly variant: string; readonly measured: Report }[]
    assert.ok(rows.length > 5)
    assert.equal(new Set(rows.map(({ variant }) => variant)).size, rows.length)
    assert.ok(rows.every(({ measured }) => (measured.truths[0]?.method['nDCG@10'].mean ?? -1) >= 0))
  })

  it('measures the shelf, for the first seeds only where asked', async () => {
    const { stdout } = await evaluate('--related', file('subjects.json'), '--shelf', '--limit', '1')
    const { ranked, truths } = JSON.parse(stdout) as Report
    assert.equal(ranked, 'shelf')
    assert.equal(truths[0]?.seeds, 1)
  })

  it('shows people a table a ground truth', async () => {
    const { stdout } = await runCli(['eval', '--events', file('events.jsonl'), '--related', file('pairs.json')])
    assert.match(stdout, /^pairs {2}1 seeds$/m)
    assert.match(stdout, /^nDCG@10 +\d\.\d{3} {2}\[/m)
  })

  it('refuses labels of another catalogue, unknown fields and files that are not there', async () => {
    for (const [argv, message] of [
      [['--related', file('other.json')], /names no seed/],
      [['--related', file('pairs.json'), '--fields', 'titel'], /--fields and --mixed take/],
      [['--related', file('missing.json')], /cannot be read/],
    ] as const) {
      const { code, stderr } = await evaluate(...argv)
      assert.equal(code, 2)
      assert.match(stderr, message)
    }
  })
})
