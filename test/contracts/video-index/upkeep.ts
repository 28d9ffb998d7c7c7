import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import type { FilledPoint, ScanPage, VideoIndex } from '#shared/index/video-index.ts'
import { apply, modelAfter, stateOf, stateOfModel } from '#test/support/index-model.ts'
import { aPoint, aRanking, aTombstone, atAngle, compareIds, ODD_IDS, somePoint, someTombstone } from '#test/support/points.ts'
import { inCollection, type IndexUnderTest } from './collections.ts'

const TERMS = ['sea', 'salt', 'brot', '東京', 'never']
const DAY = 24 * 60 * 60 * 1000

const somePoints = fc.uniqueArray(fc.oneof({ weight: 3, arbitrary: somePoint }, { weight: 1, arbitrary: someTombstone }), {
  maxLength: 12,
  selector: ({ id }) => id,
})

/** Filling, scanning, indexing, purging: what an index's life needs beside events and answers. */
export function upkeepRules(index: IndexUnderTest): void {
  it('fills what is missing and leaves what is there, whatever its order', async () => {
    await fc.assert(
      fc.asyncProperty(somePoints, somePoints, (there, filled) =>
        inCollection(index(), async (collection) => {
          for (const upsert of there) await apply(index(), collection, { upsert })
          const known = new Set(there.map(({ id }) => id))
          const points = filled.map((point) => ({ point, changedAt: 1 }))
          await Promise.all([index().fill(collection, points), index().fill(collection, points)])
          const model = modelAfter([...there, ...filled.filter(({ id }) => !known.has(id))].map((upsert) => ({ upsert })))
          assert.deepEqual(await stateOf(index(), collection, ODD_IDS, TERMS), stateOfModel(model, TERMS))
        }),
      ),
      { numRuns: 12 },
    )
  })

  it('fills more than one call of the backend takes', () =>
    inCollection(index(), async (collection) => {
      await index().fill(collection, many(230))
      assert.deepEqual(await index().count(collection), { live: 230, shown: 230, tombstones: 0 })
    }))

  it('keeps the kill list to what was taken down of late, whenever it was filled in', () =>
    inCollection(index(), async (collection) => {
      const now = Date.now()
      const down = (id: string) => aPoint({ id, ranking: aRanking({ standing: 'hidden' }) })
      await index().fill(collection, [
        { point: down('long hidden'), changedAt: now - 2 * DAY },
        { point: aTombstone('long deleted', 1), changedAt: now - 2 * DAY },
        { point: down('hidden'), changedAt: now - 1000 },
        { point: aTombstone('deleted', 1), changedAt: now - 1000 },
      ])
      const { videos } = await index().takeDowns(collection, now - DAY)
      assert.deepEqual(Array.from(videos).sort(), ['deleted', 'hidden'])
    }))

  it('gives the videos of a filled collection the marks of their channels', () =>
    inCollection(index(), async (collection) => {
      const channelId = `suspended while filling ${collection}`
      await index().putChannels([{ id: channelId, version: 1, suspended: true }])
      await index().fill(collection, [{ point: aPoint({ ranking: aRanking({ channelId }) }), changedAt: 1 }])
      assert.equal((await index().seeds(collection, ['a'])).get('a')?.channelSuspended, true)
      assert.deepEqual(await index().latest(collection, { now: 0, regions: [], ageRestricted: true }, 1), [])
    }))

  it('scans every point once, in pages of any size, tombstones too', async () => {
    await fc.assert(
      fc.asyncProperty(somePoints, fc.integer({ min: 1, max: 5 }), (points, limit) =>
        inCollection(index(), async (collection) => {
          await index().upsert(collection, points)
          const scanned = await scanAll(index(), collection, limit)
          const heads = await index().heads(collection, ODD_IDS)
          assert.deepEqual(
            scanned.toSorted((a, b) => compareIds(a.id, b.id)),
            Array.from(heads, ([id, head]) => ({ id, ...head })).sort((a, b) => compareIds(a.id, b.id)),
          )
        }),
      ),
      { numRuns: 8 },
    )
  })

  it('goes on with a scan after a write to what was scanned', () =>
    inCollection(index(), async (collection) => {
      await index().fill(collection, many(6))
      const first = await index().scan(collection, { limit: 3 })
      for (const { id } of first.points) await index().upsert(collection, [aTombstone(id, 9)])
      const rest = await scanAll(index(), collection, 2, first.next ?? undefined)
      assert.deepEqual(
        [...first.points, ...rest].map(({ id }) => id).sort(),
        many(6).map(({ point }) => point.id),
      )
    }))

  it('answers rightly with indexing off, and says when it is on again and done', () =>
    inCollection(index(), async (collection) => {
      await index().setIndexing(collection, 'off')
      await index().fill(collection, many(30))
      const query = { vector: atAngle(0), words: new Map(), filter: { now: 0, regions: [], ageRestricted: true }, limit: 3 }
      const nearest = async (exact: boolean) =>
        (await index().candidates(collection, { ...query, retrieve: 'dense', exact })).map(({ id }) => id)
      assert.deepEqual(await nearest(false), ['video 00', 'video 01', 'video 02'])
      for (const state of ['on', 'on'] as const) await index().setIndexing(collection, state)
      for (let tries = 0; !(await index().isIndexed(collection)); tries += 1) {
        assert.ok(tries < 100)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      assert.deepEqual(await nearest(true), ['video 00', 'video 01', 'video 02'])
    }))

  it('purges tombstones of before a time and nothing else', () =>
    inCollection(index(), async (collection) => {
      await index().fill(collection, [
        { point: aTombstone('old', 1), changedAt: 10 },
        { point: aTombstone('new', 1), changedAt: 20 },
        { point: aPoint({ id: 'live' }), changedAt: 10 },
        { point: aPoint({ id: 'hidden', ranking: aRanking({ standing: 'hidden' }) }), changedAt: 10 },
      ])
      assert.equal(await index().oldTombstones(collection, 20), 1)
      for (const before of [20, 20]) await index().purgeTombstones(collection, before)
      assert.equal(await index().oldTombstones(collection, 20), 0)
      assert.deepEqual(Array.from((await index().heads(collection, ['old', 'new', 'live', 'hidden'])).keys()).sort(), [
        'hidden',
        'live',
        'new',
      ])
      await index().upsert(collection, [aPoint({ id: 'old', order: { version: 0, deleted: false, digest: 'aa' } })])
      assert.equal((await index().seeds(collection, ['old'])).size, 1)
    }))
}

function many(count: number): FilledPoint[] {
  return Array.from({ length: count }, (_, i) => {
    const id = `video ${String(i).padStart(2, '0')}`
    return { point: aPoint({ id, vector: atAngle(i / 2), display: { title: id } }), changedAt: 1 }
  })
}

async function scanAll(index: VideoIndex, collection: string, limit: number, from?: string): Promise<ScanPage['points'][number][]> {
  const { points, next } = await index.scan(collection, { limit, ...(from !== undefined && { after: from }) })
  return next === null ? [...points] : [...points, ...(await scanAll(index, collection, limit, next))]
}
