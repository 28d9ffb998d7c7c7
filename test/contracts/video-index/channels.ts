import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { it } from 'node:test'
import fc from 'fast-check'
import { aPoint, aRanking } from '#test/support/points.ts'
import { inCollection, type IndexUnderTest } from './collections.ts'

const ALL = { now: 0, regions: [], ageRestricted: true }

/** The register of channels, beside all collections. */
export function channelRules(index: IndexUnderTest): void {
  it('hides the videos of a channel while the highest version says suspended, whatever the order of arrival', async () => {
    const states = fc.uniqueArray(fc.record({ version: fc.integer({ min: 0, max: 5 }), suspended: fc.boolean() }), {
      minLength: 1,
      selector: ({ version }) => version,
    })
    await inCollection(index(), async (collection) => {
      await fc.assert(
        fc.asyncProperty(states, async (arriving) => {
          const id = randomUUID()
          await index().upsert(collection, [aPoint({ id, ranking: aRanking({ channelId: id }) })])
          for (const state of arriving) await index().putChannels([{ id, ...state }])
          const isSuspended = arriving.toSorted((a, b) => b.version - a.version)[0]?.suspended
          const listed = await index().latest(collection, { ...ALL, channels: [id] }, 5)
          assert.equal(listed.length, isSuspended === true ? 0 : 1)
          assert.equal((await index().takeDowns(collection, 0)).channels.has(id), isSuspended)
        }),
        { numRuns: 40 },
      )
    })
  })

  it('holds for collections that are made later, and for videos that come later', async () => {
    const channelId = randomUUID()
    await index().putChannels([{ id: channelId, version: 1, suspended: true }])
    await inCollection(index(), async (collection) => {
      await index().upsert(collection, [aPoint({ ranking: aRanking({ channelId }) })])
      assert.deepEqual(await index().latest(collection, ALL, 5), [])
    })
  })

  it('is told of a seed', async () => {
    const [bad, good] = [randomUUID(), randomUUID()]
    await index().putChannels([{ id: bad, version: 1, suspended: true }])
    await inCollection(index(), async (collection) => {
      const points = [bad, good].map((channelId) => aPoint({ id: channelId, ranking: aRanking({ channelId }) }))
      await index().upsert(collection, points)
      const seeds = await index().seeds(
        collection,
        points.map(({ id }) => id),
      )
      assert.deepEqual(
        points.map(({ id }) => seeds.get(id)?.channelSuspended),
        [true, undefined],
      )
    })
  })

  it('takes suspended for the state when one version says both', async () => {
    await inCollection(index(), async (collection) => {
      const [first, last] = [randomUUID(), randomUUID()]
      for (const suspended of [true, false]) await index().putChannels([{ id: first, version: 1, suspended }])
      for (const suspended of [false, true]) await index().putChannels([{ id: last, version: 1, suspended }])
      const { channels } = await index().takeDowns(collection, 0)
      assert.ok(channels.has(first) && channels.has(last))
    })
  })
}
