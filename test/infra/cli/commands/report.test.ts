import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openFeedbackPublisher } from '#infra/adapters.ts'
import { toConfig } from '#shared/config.ts'
import type { ExperimentReport } from '#shared/feedback/experiment/experiment-report.ts'
import type { FeedbackSummary } from '#shared/feedback/report/summary.ts'
import { runCli } from '#test/support/cli.ts'
import { aClick, anImpression, aWatch, noon, shown } from '#test/support/feedback.ts'
import { temporaryFolder } from '#test/support/temporary.ts'

const NOVEMBER = ['--from', '2026-11-01', '--to', '2026-11-30']

describe('report', () => {
  const world: { folder?: Awaited<ReturnType<typeof temporaryFolder>> } = {}
  const pathOf = (name: string) => join((world.folder ?? assert.fail('no folder')).path, name)
  const env = () => ({ UPNEXT_SQLITE_PATH: pathOf('upnext.db') })
  const report = (...argv: readonly string[]) => runCli(['report', ...argv], { env: env() })

  before(async () => {
    world.folder = await temporaryFolder()
    const publisher = await openFeedbackPublisher(toConfig(env()))
    await publisher.publish([
      anImpression('first', [shown('<b>read</b>', 1), shown('pain', 2, 'latest')]),
      anImpression('second', [shown('pain', 1, 'latest'), shown('<b>read</b>', 2)]),
      aClick('click', 'first', '<b>read</b>'),
      aWatch('watch', 'first', '<b>read</b>', { seconds: 90 }),
    ])
    await publisher.close()
  })
  after(() => world.folder?.remove())

  it('shows tables at the terminal', async () => {
    const { code, stdout, stderr } = await report(...NOVEMBER)
    assert.equal(code, 0, stderr)
    assert.match(stdout, /^2026-11-01 to 2026-11-30 \(UTC\)/)
    assert.match(stdout, /By tier\n.*shown.*\n *latest +2 +0 +0\.0 % .*\n *similar +2 +1 +50\.0 % /)
    assert.match(stdout, /By position/)
    assert.match(stdout, /Sessions\n.*\n *1 +1 \(100\.0 %\)/)
  })

  it('gives the same as JSON', async () => {
    const { code, stdout } = await report(...NOVEMBER, '--json')
    const summary = JSON.parse(stdout) as FeedbackSummary
    assert.equal(code, 0)
    const [all] = summary.groups.filter(({ dimension }) => dimension === 'all')
    assert.deepEqual([all?.shown, all?.clicked, all?.watch_seconds], [4, 1, 90])
    assert.deepEqual(summary.period, { from: '2026-11-01', to: '2026-11-30' })
  })

  it('draws a page', async () => {
    const html = pathOf('report.html')
    assert.equal((await report(...NOVEMBER, '--html', html)).code, 0)
    const page = await readFile(html, 'utf8')
    assert.match(page, /What viewers did, 2026-11-01 to 2026-11-30/)
    assert.equal(page.match(/role="img"/g)?.length, 2)
    assert.ok(!/undefined|NaN/.test(page))
  })

  it('says kindly that there is nothing, and that is no failure', async () => {
    const { code, stdout } = await report('--to', '2020-01-31', '--days', '31', '--html', pathOf('empty.html'))
    assert.equal(code, 0)
    assert.match(stdout, /^2020-01-01 to 2020-01-31[^]*Nobody was shown anything/)
    assert.match(await readFile(pathOf('empty.html'), 'utf8'), /Nobody was shown anything/)
  })

  it('takes days alone, in their order', async () => {
    for (const argv of [
      ['--from', '2026-02-30'],
      ['--to', 'today'],
      ['--from', '2026-11-02', '--to', '2026-11-01'],
      ['--days', '0'],
    ]) {
      assert.equal((await report(...argv)).code, 2, argv.join(' '))
    }
  })

  it('needs an installation', async () => {
    const { code, stderr } = await runCli(['report'], { env: { UPNEXT_SQLITE_PATH: pathOf('none.db') } })
    assert.equal(code, 2)
    assert.match(stderr, /There is no database/)
  })
})

describe('report ab', () => {
  const world: { folder?: Awaited<ReturnType<typeof temporaryFolder>> } = {}
  const pathOf = (name: string) => join((world.folder ?? assert.fail('no folder')).path, name)
  const ab = (...argv: readonly string[]) =>
    runCli(['report', 'ab', ...argv], { env: { UPNEXT_SQLITE_PATH: pathOf('upnext.db') }, clock: () => noon(20) })

  before(async () => {
    world.folder = await temporaryFolder()
    const publisher = await openFeedbackPublisher(toConfig({ UPNEXT_SQLITE_PATH: pathOf('upnext.db') }))
    // Every viewer of arm a clicks, and one of three of arm b.
    const rows = Array.from({ length: 240 }, (_, i) => {
      const arm = i % 2 === 0 ? 'a' : 'b'
      const common = { viewer: `viewer-${i}`, session: `visit-${i}`, experiment: 'floors', arm, occurredAt: noon(2 + (i % 7)) }
      const impression = anImpression(`seen-${i}`, [shown('bread', 1), shown('pain', 2)], common)
      return arm === 'a' || i % 3 === 0 ? [impression, aClick(`click-${i}`, `seen-${i}`, 'bread', common)] : [impression]
    }).flat()
    await publisher.publish(rows)
    await publisher.close()
  })
  after(() => world.folder?.remove())

  const FROM = ['--experiment', 'floors', '--from', '2026-11-02']

  it('names the arm that wins, with the interval', async () => {
    const html = pathOf('ab.html')
    const { code, stdout, stderr } = await ab(...FROM, '--horizon', '7', '--control', 'b', '--html', html)
    assert.equal(code, 0, stderr)
    assert.match(
      stdout,
      /^Experiment floors, 2026-11-02 to 2026-11-08 \(UTC\): 7 of 7 days\n\na wins: its click rate is higher than that of b by 33\.33 points/,
    )
    assert.match(await readFile(html, 'utf8'), /a wins/)
  })

  it('warns of a look before the horizon, as JSON too', async () => {
    const early = await ab(...FROM, '--horizon', '400')
    assert.equal(early.code, 0)
    assert.match(early.stdout, /TOO EARLY: no arm is named/)
    assert.doesNotMatch(early.stdout, /wins/)
    const report = JSON.parse((await ab(...FROM, '--horizon', '400', '--json')).stdout) as ExperimentReport
    assert.deepEqual(report.verdict, { kind: 'early' })
  })

  it('fails where the split is broken, and names no arm', async () => {
    const { code, stdout } = await ab(...FROM, '--horizon', '7', '--split', 'a=70,b=30')
    assert.equal(code, 1)
    assert.match(stdout, /BROKEN SPLIT/)
    assert.doesNotMatch(stdout, /wins/)
  })

  it('finds the first day itself', async () => {
    const { stdout } = await ab('--experiment', 'floors', '--horizon', '7')
    assert.match(stdout, /2026-11-02 to 2026-11-08/)
  })

  it('takes the shares of the placement, compares with what is held out, and leaves out arms that nobody planned', async () => {
    const arms = [
      { name: 'a', share: 20 },
      { name: 'b', share: 20 },
    ]
    await writeFile(pathOf('placements.json'), JSON.stringify({ site: { experiment: { id: 'crumbs', arms } } }))
    const env = { UPNEXT_SQLITE_PATH: pathOf('upnext.db'), UPNEXT_PLACEMENTS: pathOf('placements.json') }
    const publisher = await openFeedbackPublisher(toConfig(env))
    const rows = Array.from({ length: 501 }, (_, i) => {
      const arm = i === 500 ? 'invented' : (['a', 'b'][i % 5] ?? 'held-out')
      return anImpression(`crumb-${i}`, [shown('bread', 1)], { viewer: `eater-${i}`, experiment: 'crumbs', arm, occurredAt: noon(2) })
    })
    await publisher.publish(rows)
    await publisher.close()
    const { code, stdout, stderr } = await runCli(['report', 'ab', '--experiment', 'crumbs', '--horizon', '7', '--json'], {
      env,
      clock: () => noon(3),
    })
    assert.equal(code, 0, stderr)
    const { control, arms: found, split, verdict } = JSON.parse(stdout) as ExperimentReport
    assert.deepEqual([control, verdict.kind, split.expected], ['held-out', 'early', [0.2, 0.2, 0.6]])
    assert.deepEqual(
      found.map(({ arm, units }) => [arm, units]),
      [
        ['a', 100],
        ['b', 100],
        ['held-out', 300],
      ],
    )
  })

  it('says which experiments there are', async () => {
    const { code, stderr } = await ab('--experiment', 'flours', '--horizon', '7', '--from', '2026-11-02')
    assert.equal(code, 1)
    assert.match(stderr, /no feedback of an experiment "flours"[^]*floors/)
  })

  it('wants a horizon, and parts that can be', async () => {
    for (const argv of [FROM, [...FROM, '--horizon', '7', '--split', 'a=0,b=1'], [...FROM, '--horizon', '7', '--control', 'z']]) {
      assert.equal((await ab(...argv)).code, 2, argv.join(' '))
    }
  })
})
