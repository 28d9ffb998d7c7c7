import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { apply, modelAfter, stateOf, stateOfModel, type Write } from '#test/support/index-model.ts'
import { aPoint, aRanking, aTombstone, atAngle, ODD_IDS, somePatch, somePoint, someTombstone } from '#test/support/points.ts'
import { inCollection, type IndexUnderTest } from './collections.ts'

const TERMS = ['sea', 'salt', 'brot', '東京', 'never']

const someUpsert: fc.Arbitrary<Write> = fc
  .oneof({ weight: 3, arbitrary: somePoint }, { weight: 1, arbitrary: someTombstone })
  .map((upsert) => ({ upsert }))
const someWrite: fc.Arbitrary<Write> = fc.oneof(
  { weight: 2, arbitrary: someUpsert },
  { weight: 1, arbitrary: somePatch.map((patch) => ({ patch })) },
)

/** Conditional writes: what a collection holds after any writes in any order. */
export function writeRules(index: IndexUnderTest): void {
  it('holds after any sequence of upserts, patches and deletes what the rules say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someWrite, { maxLength: 30 }), (writes) =>
        inCollection(index(), async (collection) => {
          for (const write of writes) await apply(index(), collection, write)
          assert.deepEqual(await stateOf(index(), collection, ODD_IDS, TERMS), stateOfModel(modelAfter(writes), TERMS))
        }),
      ),
      { numRuns: 60 },
    )
  })

  it('ends in the same state however upserts and deletes are shuffled, repeated and sent at once', async () => {
    const shuffles = fc
      .uniqueArray(someUpsert, { maxLength: 25, selector: keyOf })
      .chain((writes) => fc.tuple(fc.constant(writes), fc.shuffledSubarray([...writes, ...writes], { minLength: writes.length * 2 })))
    await fc.assert(
      fc.asyncProperty(shuffles, ([writes, arriving]) =>
        inCollection(index(), async (collection) => {
          await Promise.all(arriving.map((write) => apply(index(), collection, write)))
          assert.deepEqual(await stateOf(index(), collection, ODD_IDS, TERMS), stateOfModel(modelAfter(writes), TERMS))
        }),
      ),
      { numRuns: 40 },
    )
  })

  it('takes several points in one call, of one video the greatest order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(somePoint, someTombstone), { maxLength: 25 }), (points) =>
        inCollection(index(), async (collection) => {
          await index().upsert(collection, points)
          const model = modelAfter(points.map((upsert) => ({ upsert })))
          assert.deepEqual(await stateOf(index(), collection, ODD_IDS, TERMS), stateOfModel(model, TERMS))
        }),
      ),
      { numRuns: 20 },
    )
  })

  it('retrieves by the words of the latest version', () =>
    inCollection(index(), async (collection) => {
      const of = (id: string, version: number, weight: number) =>
        aPoint({ id, order: { version, deleted: false, digest: 'aa' }, words: new Map([['sea', weight]]) })
      await index().upsert(collection, [of('riser', 1, 0.125), of('steady', 1, 0.25), of('faller', 1, 0.5)])
      await index().upsert(collection, [of('riser', 2, 0.375), of('faller', 2, 0.125)])
      const query = { words: new Map([['sea', 1]]), filter: { now: 0, regions: [], ageRestricted: true }, retrieve: 'words' as const }
      const found = await index().candidates(collection, { ...query, limit: 2 })
      assert.deepEqual(
        found.map(({ id }) => id),
        ['riser', 'steady'],
      )
    }))

  it('lets a delete beat an upsert of its own version, whichever comes first', () =>
    inCollection(index(), async (collection) => {
      await index().upsert(collection, [aPoint({ id: 'first' }), aTombstone('first', 1), aTombstone('last', 1), aPoint({ id: 'last' })])
      assert.deepEqual(await index().count(collection), { live: 0, shown: 0, tombstones: 2 })
    }))

  it('does not let a patch bring back a deleted video, or mix the payload of one text with the vector of another', () =>
    inCollection(index(), async (collection) => {
      const { display, ranking } = aPoint()
      const order = { version: 9, deleted: false, digest: 'aa' }
      await index().upsert(collection, [aTombstone('gone', 1), aPoint({ id: 'other', textHash: 'new text' })])
      await index().patch(collection, [
        { id: 'gone', order, textHash: 'text', ranking, display },
        { id: 'other', order, textHash: 'text', ranking, display: { title: 'Patched' } },
        { id: 'unknown', order, textHash: 'text', ranking, display },
      ])
      const ids = ['gone', 'other', 'unknown']
      assert.deepEqual([...(await index().displays(collection, ids))], [['other', { title: 'A title' }]])
      assert.deepEqual([...(await index().words(collection, ids))], [['other', new Map()]])
    }))

  it('leaves nothing of the content of a deleted video', () =>
    inCollection(index(), async (collection) => {
      await index().upsert(collection, [aPoint({ words: new Map([['secret', 0.5]]) })])
      await index().upsert(collection, [aTombstone('a', 2)])
      const all = { now: 0, regions: [], ageRestricted: true }
      const query = { vector: atAngle(0), words: new Map([['secret', 1]]) }
      assert.deepEqual(await index().candidates(collection, { ...query, filter: all, limit: 5, retrieve: 'both' }), [])
      assert.deepEqual(await index().score(collection, query, ['a']), [])
    }))

  it('tells take-downs by the time of the write, and forgets a video that is shown again', () =>
    inCollection(index(), async (collection) => {
      const hidden = (version: number, standing: 'hidden' | 'shown') =>
        aPoint({ order: { version, deleted: false, digest: 'aa' }, ranking: aRanking({ standing }) })
      await index().upsert(collection, [hidden(1, 'hidden')])
      assert.deepEqual((await index().takeDowns(collection, Date.now() - 60_000)).videos, new Set(['a']))
      assert.deepEqual((await index().takeDowns(collection, Date.now() + 60_000)).videos, new Set())
      await index().upsert(collection, [hidden(2, 'shown')])
      assert.deepEqual((await index().takeDowns(collection, 0)).videos, new Set())
    }))
}

function keyOf(write: Write): string {
  const { id, order } = 'upsert' in write ? write.upsert : write.patch
  return JSON.stringify([id, order])
}
