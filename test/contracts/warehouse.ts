import assert from 'node:assert/strict'
import { hash, randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import { isUpnextError } from '#shared/errors.ts'
import { compareOrder } from '#shared/video/order.ts'
import type { DocumentChange, Warehouse } from '#shared/warehouse/warehouse.ts'
import { aVideo } from '#test/support/events.ts'
import { atAngle, compareIds, ODD_IDS } from '#test/support/points.ts'

interface Opened {
  readonly warehouse: Warehouse
  readonly close: () => Promise<void>
}

const someChange: fc.Arbitrary<DocumentChange> = fc
  .record({
    id: fc.constantFrom(...ODD_IDS),
    version: fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER),
    state: fc.constantFrom('aa', 'bb', 'deleted'),
  })
  .map(({ id, version, state }) => ({
    id,
    order: { version, deleted: state === 'deleted', digest: state === 'deleted' ? '' : state },
    document: state === 'deleted' ? null : aVideo({ id, version, title: `${state} 𝄞`, transcript: { text: 'said' } }),
    eventTime: 1,
    ingestedAt: 2,
    registryRevision: 3,
  }))

/** What every Warehouse must hold. */
export function warehouseContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name}: warehouse`, () => {
    const opened: Opened[] = []
    before(async () => {
      opened.push(await open())
    })
    after(() => opened[0]?.close())
    const warehouse = (): Warehouse => {
      const [first] = opened
      if (first === undefined) throw new Error('The warehouse is not open.')
      return first.warehouse
    }

    it('lists the winning change of every video by id, in pages of any size', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(someChange, { maxLength: 20 }), fc.integer({ min: 1, max: 4 }), async (changes, pageSize) => {
          // Every run's ids lie behind those of the runs before.
          const run = `${process.hrtime.bigint().toString().padStart(20, '0')}/`
          const own = changes.map((change) => ({ ...change, id: run + change.id }))
          await Promise.all(own.map((change) => warehouse().appendChanges([change])))
          const winners = winning(own)
          assert.deepEqual(await all(warehouse().latestChanges({ afterId: run, pageSize })), winners)
          const byId = await warehouse().changesOf([...ODD_IDS.map((id) => run + id), 'unknown'])
          assert.deepEqual(byId, new Map(winners.map((change) => [change.id, change])))
        }),
        { numRuns: 40 },
      )
    })

    it('keeps a snapshot as it was, to be read by anybody from anywhere', async () => {
      const run = `${process.hrtime.bigint().toString().padStart(20, '0')}/`
      const change = (id: string, version: number, ingestedAt: number): DocumentChange => ({
        id: run + id,
        order: order(version),
        document: aVideo({ id: run + id }),
        eventTime: 1,
        ingestedAt,
        registryRevision: 3,
      })
      const deleted = { ...change('d', 3, 300), order: { version: 3, deleted: true, digest: '' }, document: null }
      await warehouse().appendChanges([change('a', 1, 100), change('b', 2, 200), change('b', 1, 300), change('c', 1, 300), deleted])
      const [whole, late] = [await warehouse().takeSnapshot(), await warehouse().takeSnapshot({ since: 250 })]
      await warehouse().appendChanges([change('a', 2, 400), change('e', 1, 400)])
      const read = async (id: string, afterId: string, pageSize = 2) =>
        (await all(warehouse().readSnapshot(id, { afterId: run + afterId, pageSize }))).filter(({ id }) => id.startsWith(run))
      assert.deepEqual(await read(whole.id, ''), [change('a', 1, 100), change('b', 2, 200), change('c', 1, 300), deleted])
      assert.deepEqual(await read(whole.id, 'b', 500), [change('c', 1, 300), deleted])
      assert.deepEqual(await read(late.id, ''), [change('b', 1, 300), change('c', 1, 300), deleted])
      assert.ok(whole.videos >= 4 && late.videos >= 3)
      await warehouse().erase([`${run}c`])
      assert.deepEqual(await read(late.id, ''), [change('b', 1, 300), deleted])
      for (const { id } of [whole, late, late]) await warehouse().dropSnapshot(id)
    })

    it('does not know a snapshot that never was', async () => {
      await assert.rejects(all(warehouse().readSnapshot('no such thing')), (error) => isUpnextError(error, 'not-found'))
    })

    it('gives back the vectors of a recipe, one a text', async () => {
      const [recipeDigest, a, b] = [randomUUID(), randomUUID(), randomUUID()]
      const row = { id: a, recipeDigest, textHash: 'text', mix: 'tdg', vector: atAngle(10) }
      const other = { ...row, textHash: 'other', mix: '', vector: atAngle(20) }
      await warehouse().appendVectors([row, other, { ...row, recipeDigest: 'another' }, { ...row, id: b }])
      await warehouse().appendVectors([row])
      const found = await warehouse().vectorsOf(recipeDigest, [a, 'unknown'])
      assert.deepEqual(Array.from(found.keys()), [a])
      assert.deepEqual(
        found.get(a)?.toSorted((one, two) => compareIds(one.textHash, two.textHash)),
        [other, row],
      )
      assert.equal(await warehouse().countVectors(recipeDigest), 3)
      assert.equal(await warehouse().countVectors('never used'), 0)
      assert.equal((await warehouse().vectorsOf(recipeDigest, [])).size, 0)
    })

    it('measures which videos are nearest, by the newest vectors of a recipe', async () => {
      const [recipeDigest, a, b, c, d] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()]
      const row = (id: string, degrees: number, textHash = 'text') => ({ id, recipeDigest, textHash, mix: 'td', vector: atAngle(degrees) })
      await warehouse().appendVectors([row(a, 0), row(b, 10), row(c, 5), row(d, 60), { ...row(d, 1), recipeDigest: 'another' }])
      await setTimeout(5)
      await warehouse().appendVectors([row(c, 30, 'later')])
      const near = await warehouse().nearestVectors(recipeDigest, [a, b, 'unknown'], 2)
      assert.deepEqual(Array.from(near.keys()).sort(), [a, b].sort())
      assert.deepEqual(
        [a, b].map((id) => near.get(id)?.map((one) => one.id)),
        [
          [b, c],
          [a, c],
        ],
      )
      const cosine = near.get(a)?.[1]?.cosine ?? NaN
      assert.ok(Math.abs(cosine - Math.cos(Math.PI / 6)) < 1e-5, String(cosine))
      assert.equal((await warehouse().nearestVectors(recipeDigest, [], 2)).size, 0)
    })

    it('draws the same ids for the same seed, and tells when the newest change was stored', async () => {
      const late = Date.UTC(2090, 0, 1)
      const change = (id: string, version: number): DocumentChange => ({
        id,
        order: order(version),
        document: aVideo({ id }),
        eventTime: 1,
        ingestedAt: late + version,
        registryRevision: 0,
      })
      const ids = Array.from({ length: 5 }, () => randomUUID())
      await warehouse().appendChanges([...ids, ...ids].map((id, i) => change(id, i)))
      const all = await warehouse().sampleIds(7, 1_000_000)
      assert.equal(new Set(all).size, all.length)
      assert.ok(ids.every((id) => all.includes(id)))
      const rank = (id: string) => hash('sha256', `7:${id}`)
      assert.deepEqual(
        all,
        all.toSorted((one, two) => (rank(one) < rank(two) ? -1 : 1)),
      )
      assert.deepEqual(await warehouse().sampleIds(7, 3), all.slice(0, 3))
      assert.notDeepEqual(await warehouse().sampleIds(8, 1_000_000), all)
      assert.equal(await warehouse().lastIngestedAt(), late + 9)
    })

    it('counts what it holds, and nothing twice', async () => {
      const id = randomUUID()
      const change: DocumentChange = { id, order: order(1), document: aVideo({ id }), eventTime: 1, ingestedAt: 2, registryRevision: 0 }
      const later = { ...change, order: order(2) }
      const row = { id, recipeDigest: 'recipe', textHash: 'text', mix: 'td', vector: atAngle(10) }
      const before = await warehouse().count()
      for (const changes of [[change, later], [change], [{ ...change, ingestedAt: 9 }]]) await warehouse().appendChanges(changes)
      for (const rows of [[row], [row, { ...row, textHash: 'other' }], [{ ...row, recipeDigest: 'other' }]])
        await warehouse().appendVectors(rows)
      assert.deepEqual(await warehouse().count(), { changes: before.changes + 2, videos: before.videos + 1, vectors: before.vectors + 3 })
      assert.equal((await warehouse().changesOf([id])).get(id)?.ingestedAt, 2)
    })

    it('leaves the given vectors as they are', async () => {
      const batch = Float32Array.of(...atAngle(90), ...atAngle(30))
      await warehouse().appendVectors([
        { id: randomUUID(), recipeDigest: 'recipe', textHash: 'text', mix: 'td', vector: batch.subarray(4) },
      ])
      assert.deepEqual(batch.slice(4), atAngle(30))
    })

    it('erases the content of given videos and keeps their deletes', async () => {
      const [gone, stays] = [randomUUID(), randomUUID()]
      const upsertOf = (id: string): DocumentChange => ({
        id,
        order: order(1),
        document: aVideo({ id, title: 'said' }),
        eventTime: 1,
        ingestedAt: 2,
        registryRevision: 0,
      })
      const tombstone = { ...upsertOf(gone), order: { version: 2, deleted: true, digest: '' }, document: null }
      await warehouse().appendChanges([upsertOf(gone), upsertOf(stays), tombstone])
      await warehouse().appendVectors(
        [gone, stays].map((id) => ({ id, recipeDigest: 'recipe', textHash: 'text', mix: 'td', vector: atAngle(1) })),
      )
      await warehouse().appendSignals([gone, stays].map((id) => ({ id, clock: { measuredAt: 1 }, views: 1 })))
      const [nothing, one] = [0, 1].map((rows) => ({ changes: rows, vectors: rows, signals: rows }))
      assert.deepEqual(await warehouse().contentOf([gone]), one)
      for (const ids of [[gone, 'unknown'], [gone], []]) await warehouse().erase(ids)
      assert.deepEqual(await warehouse().contentOf([gone, 'unknown']), nothing)
      assert.deepEqual(await warehouse().contentOf([stays]), one)
      assert.deepEqual(
        await warehouse().changesOf([gone, stays]),
        new Map([tombstone, upsertOf(stays)].map((change) => [change.id, change])),
      )
    })

    it('takes signals and channel states, repeated too', async () => {
      const signals = { id: randomUUID(), clock: { measuredAt: 1 }, views: 1 }
      const channel = { id: randomUUID(), version: 1, suspended: true }
      for (const times of [1, 2]) {
        await warehouse().appendSignals(Array.from({ length: times }, () => signals))
        await warehouse().appendChannels(Array.from({ length: times }, () => channel))
      }
    })
  })
}

function order(version: number): DocumentChange['order'] {
  return { version, deleted: false, digest: 'aa' }
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = []
  for await (const item of items) collected.push(item)
  return collected
}

function winning(changes: readonly DocumentChange[]): DocumentChange[] {
  const rising = changes.toSorted((a, b) => compareOrder(a.order, b.order))
  return Array.from(new Map(rising.map((change) => [change.id, change])).values()).sort((a, b) => compareIds(a.id, b.id))
}
