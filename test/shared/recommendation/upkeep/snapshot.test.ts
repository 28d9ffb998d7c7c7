import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { SILENT } from '#shared/logger.ts'
import { createSnapshots } from '#shared/recommendation/upkeep/snapshot.ts'
import { NOON, stored } from '#test/support/catalogue.ts'
import { memoryIndex } from '#test/support/memory-index.ts'
import { idsOf, recommendApp, shelfOf } from '#test/support/recommending.ts'

const many = Array.from({ length: 450 }, (_, i) => stored(`new ${i}`, { publishedAt: NOON }))
const oldHindi = stored('old hindi', { language: 'hi', category: 'music', publishedAt: 1 })
const filter = { now: NOON, regions: [], ageRestricted: false }

describe('snapshot', () => {
  it('keeps the newest, and those of the languages that are asked for', async () => {
    const clock = { now: 0 }
    const snapshots = createSnapshots({ index: memoryIndex([...many, oldHindi]), logger: SILENT, clock: () => clock.now, budgetMs: 100 })
    const before = await snapshots.get('videos')
    assert.equal(before.latest(filter).length, 400)
    assert.equal(before.display('new 3')?.title, 'Title of new 3')

    clock.now += 5_000
    snapshots.peek('videos', ['hi'])
    await setTimeout(5)
    assert.deepEqual(
      snapshots
        .peek('videos')
        ?.latest({ ...filter, languages: ['hi'] })
        .map(({ id }) => id),
      ['old hindi'],
    )
  })

  it('is waited for when dates and regions may have changed since', async () => {
    const clock = { now: NOON }
    const points = [stored('a')]
    const index = memoryIndex(points)
    const app = recommendApp([], { index, clock: () => clock.now })
    await app.request('/readyz')
    points.splice(0, 1, stored('b'))
    clock.now += 10_000
    assert.deepEqual(idsOf(await shelfOf(app, 'unknown')), ['b'])
  })

  it('does not hide what it does not hold: the index is asked then', async () => {
    const app = recommendApp([...many, oldHindi])
    await app.request('/readyz')
    assert.deepEqual(idsOf(await shelfOf(app, 'unknown', '?categories=music')), ['old hindi'])
    assert.equal(idsOf(await shelfOf(app, 'unknown', '?languages=hi'))[0], 'old hindi')
  })
})
