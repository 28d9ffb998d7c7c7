import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { SERVING_ALIAS } from '#shared/index/registry.ts'
import { parseEvent } from '#shared/video/event.ts'
import { eraseVideos, fillWith, telltaleUpsert, TELLTALE } from '#test/support/erasure.ts'
import { addLiveCollection, openTestIngest, STUB_RECIPE } from '#test/support/ingest.ts'
import { waitingLetters } from '#test/support/letters.ts'

const NOTHING = { changes: 0, vectors: 0, signals: 0 }

describe('erase', () => {
  const opened: { world?: Awaited<ReturnType<typeof openTestIngest>> } = {}
  const world = () => opened.world ?? assert.fail('no world')
  beforeEach(async () => {
    opened.world = await openTestIngest()
  })
  afterEach(() => world().close())

  const fill = (id: string) => fillWith(id, { ...world().context, letters: world().stores.letters })
  const erase = async (ids: readonly string[], dryRun = false) => (await eraseVideos(ids, dryRun, world().context, world().stores)).report
  /** Every telltale in the bytes of the database's files. */
  const leftInFiles = async () => {
    const { path } = world()
    const names = (await readdir(dirname(path))).filter((name) => name.startsWith('test.db'))
    const files = await Promise.all(names.map(async (name) => (await readFile(join(dirname(path), name))).toString('latin1').toLowerCase()))
    return TELLTALE.filter((word) => files.some((text) => text.includes(word)))
  }

  it('leaves no word of a video in any byte of the database', async () => {
    await fill('gone')
    assert.deepEqual(await leftInFiles(), [...TELLTALE])
    const report = await erase(['gone'])
    assert.deepEqual(report.remaining, NOTHING)
    assert.deepEqual(await leftInFiles(), [])
  })

  it('tells what it finds, and with dry-run touches nothing', async () => {
    await fill('gone')
    const expected = { changes: 2, vectors: 1, signals: 1, quarantine: 1, deadLetter: 1 }
    const dry = await erase(['gone', 'unknown'], true)
    assert.deepEqual(dry.found, expected)
    assert.deepEqual(dry.videos, [
      { id: 'gone', deleteVersion: 3 },
      { id: 'unknown', deleteVersion: null },
    ])
    assert.deepEqual((await erase(['gone', 'unknown'])).found, expected)
  })

  it('keeps all that is of other videos', async () => {
    await fill('gone')
    await fill('stays')
    const before = await world().stores.warehouse.contentOf(['stays'])
    await erase(['gone'])
    assert.deepEqual(await world().stores.warehouse.contentOf(['stays']), before)
    const waiting = await Promise.all((['quarantine', 'dead-letter'] as const).map((box) => waitingLetters(world().stores.letters, box)))
    assert.deepEqual(
      waiting.flat().map(({ messageId }) => messageId),
      ['about stays', 'about stays'],
    )
    assert.equal((await world().stores.signals.get(['gone', 'stays'])).has('stays'), true)
  })

  it('leaves a delete that later upserts must beat, in every live collection and the warehouse', async () => {
    const other = await addLiveCollection(world().stores, { ...STUB_RECIPE, name: 'other' })
    await fill('gone')
    await erase(['gone'])
    const { aliases } = await world().stores.registry.read()
    for (const collection of [other, aliases[SERVING_ALIAS] ?? '']) {
      assert.deepEqual((await world().stores.index.heads(collection, ['gone'])).get('gone')?.order, {
        version: 3,
        deleted: true,
        digest: '',
      })
    }
    const change = (await world().stores.warehouse.changesOf(['gone'])).get('gone')
    assert.deepEqual([change?.order.version, change?.document], [3, null])
  })

  it('can be repeated: the delete stays as it is, what came late goes too', async () => {
    await fill('gone')
    await erase(['gone'])
    const again = await erase(['gone'])
    assert.deepEqual(again.videos, [{ id: 'gone', deleteVersion: 3 }])
    assert.deepEqual(again.found, { ...NOTHING, quarantine: 0, deadLetter: 0 })
  })

  it('holds against an upsert that is delivered late', async () => {
    await fill('gone')
    await erase(['gone'])
    await world().ingest(parseEvent(telltaleUpsert('gone', 2)), 1)
    assert.deepEqual(await world().stores.warehouse.contentOf(['gone']), NOTHING)
    await world().stores.scrub()
    assert.deepEqual(await leftInFiles(), [])
  })

  it('ends a video of the last version there is', async () => {
    await world().ingest(parseEvent(telltaleUpsert('gone', Number.MAX_SAFE_INTEGER)), 1)
    assert.deepEqual((await erase(['gone'])).videos, [{ id: 'gone', deleteVersion: Number.MAX_SAFE_INTEGER }])
    assert.deepEqual(await leftInFiles(), [])
  })
})
