import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { MAX_WATCHED, type ViewerStore, type Watched } from '#shared/viewers/viewer-store.ts'

interface Opened {
  readonly viewers: ViewerStore
  readonly close: () => Promise<void>
}

const someWatch = fc.record({
  viewer: fc.constantFrom('ann', 'bob'),
  video: fc.constantFrom('a', 'b/c', '🎬'),
  at: fc.integer({ min: 0, max: 3 }),
})

/** What every ViewerStore must hold. */
export function viewerStoreContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name}: viewer store`, () => {
    const opened: Opened[] = []
    before(async () => {
      opened.push(await open())
    })
    after(() => opened[0]?.close())
    const store = (): ViewerStore => {
      const [first] = opened
      if (first === undefined) throw new Error('The store is not open.')
      return first.viewers
    }

    it('gives the same lists in whatever order and however often it comes, at once too', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(someWatch, { maxLength: 6 }), async (watched) => {
          const run = randomUUID()
          const own = watched.map((one) => ({ ...one, viewer: `${run}/${one.viewer}` }))
          await Promise.all(own.map((one) => store().put([one])))
          await store().put(own.toReversed())
          for (const viewer of ['ann', 'bob'])
            assert.deepEqual(await store().watchedBy([`${run}/${viewer}`]), listOf(own, `${run}/${viewer}`))
        }),
        { numRuns: 15 },
      )
    })

    it('joins the lists of the pseudonyms that one viewer had', async () => {
      const [before, now] = [randomUUID(), randomUUID()]
      await store().put([watch(before, 'old', 1), watch(before, 'both', 2), watch(now, 'new', 4), watch(now, 'both', 3)])
      assert.deepEqual(await store().watchedBy([now, before, 'nobody']), ['new', 'both', 'old'])
      assert.deepEqual(await store().watchedBy([]), [])
    })

    it('keeps the last ones', async () => {
      const viewer = randomUUID()
      await store().put(Array.from({ length: MAX_WATCHED + 3 }, (_, i) => watch(viewer, `v${i}`, i)))
      await store().put([watch(viewer, 'too-old', 0)])
      const list = await store().watchedBy([viewer])
      assert.equal(list.length, MAX_WATCHED)
      assert.deepEqual([list[0], list.at(-1)], [`v${MAX_WATCHED + 2}`, 'v3'])
    })

    it('forgets who is removed, and who has not come for long', async () => {
      const [gone, long, stays] = [randomUUID(), randomUUID(), randomUUID()]
      await store().put([
        watch(gone, 'a', 9e6),
        watch(long, 'a', 1),
        watch(long, 'b', 8e6 - 1),
        watch(stays, 'a', 1),
        watch(stays, 'b', 8e6),
      ])
      for (const viewers of [[gone, 'nobody'], [gone], []]) await store().remove(viewers)
      await store().expire(8e6)
      assert.deepEqual(await store().watchedBy([gone]), [])
      assert.deepEqual(await store().watchedBy([long]), [])
      assert.deepEqual(await store().watchedBy([stays]), ['b', 'a'])
      await store().put([watch(gone, 'c', 9e6)])
      assert.deepEqual(await store().watchedBy([gone]), ['c'])
    })
  })
}

function watch(viewer: string, video: string, at: number): Watched {
  return { viewer, video, at }
}

function listOf(watched: readonly Watched[], viewer: string): string[] {
  const latest = new Map<string, number>()
  for (const one of watched) if (one.viewer === viewer) latest.set(one.video, Math.max(one.at, latest.get(one.video) ?? 0))
  return Array.from(latest)
    .sort(([a, at], [b, bt]) => bt - at || Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([video]) => video)
}
