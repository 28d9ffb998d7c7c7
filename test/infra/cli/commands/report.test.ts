import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openFeedbackPublisher } from '#infra/adapters.ts'
import { toConfig } from '#shared/config.ts'
import type { FeedbackSummary } from '#shared/feedback/report/summary.ts'
import { runCli } from '#test/support/cli.ts'
import { aClick, anImpression, aWatch, shown } from '#test/support/feedback.ts'
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
