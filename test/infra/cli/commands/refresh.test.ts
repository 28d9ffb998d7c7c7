import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createFeedbackPublisher } from '#infra/sqlite/feedback/publisher.ts'
import { setUpIndex } from '#shared/index/set-up.ts'
import { runCli } from '#test/support/cli.ts'
import { aWatch } from '#test/support/feedback.ts'
import { STUB_RECIPE } from '#test/support/ingest.ts'
import { openTemporary } from '#test/support/sqlite.ts'

describe('refresh', () => {
  it('takes what was watched into the lists, and tells how many', async () => {
    const stores = await openTemporary()
    await setUpIndex(stores, STUB_RECIPE, () => 0)
    const occurredAt = Date.now() - 60_000
    const rows = ['ann', 'bob', 'cem'].flatMap((viewer) =>
      ['bread', 'rolls'].map((video) =>
        aWatch(`${viewer}-${video}-watch`, undefined, video, { occurredAt, receivedAt: occurredAt, viewer }),
      ),
    )
    await createFeedbackPublisher(stores.threads, () => Promise.resolve()).publish(rows)
    const env = { UPNEXT_SQLITE_PATH: stores.path }

    const { code, stdout } = await runCli(['refresh'], { env })
    assert.equal(code, 0)
    assert.match(stdout, /co-watch +2 lists of all videos watched\ntrending +1 lists/)
    const list = (await stores.signals.coWatch(['bread'])).get('bread')
    assert.deepEqual(
      list?.items.map(({ id, viewers }) => [id, viewers]),
      [['rolls', 3]],
    )

    const again = await runCli(['refresh', '--full', '--json'], { env })
    const report = JSON.parse(again.stdout) as { full: boolean; complete: boolean; coWatchLists: number }
    assert.deepEqual([report.full, report.complete, report.coWatchLists], [true, true, 2])
    await stores.close()
  })
})
