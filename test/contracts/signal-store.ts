import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import type { CoWatchList } from '#shared/signals/co-watch.ts'
import { compareSignals, type Signals, type SignalStore } from '#shared/signals/signal-store.ts'

interface Opened {
  readonly signals: SignalStore
  readonly close: () => Promise<void>
}

const someClock = fc.oneof(
  fc.constantFrom(0, 1, 2, Number.MAX_SAFE_INTEGER).map((measuredAt) => ({ measuredAt })),
  fc.constantFrom(0, 1, 2, Number.MAX_SAFE_INTEGER).map((initial) => ({ initial })),
)
const someSignals = fc
  .record({ id: fc.constantFrom('a', '🎬', 'x/y'), clock: someClock, views: fc.constantFrom(0, 1, 2.5, 1e12) })
  .chain((signals) => fc.option(fc.constantFrom(0, 3.5), { nil: undefined }).map((seconds) => withSeconds(signals, seconds)))

/** What every SignalStore must hold. */
export function signalStoreContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name}: signal store`, () => {
    const opened: Opened[] = []
    before(async () => {
      opened.push(await open())
    })
    after(() => opened[0]?.close())
    const store = (): SignalStore => {
      const [first] = opened
      if (first === undefined) throw new Error('The store is not open.')
      return first.signals
    }

    it('keeps the greatest of all that came, in whatever order and at once', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(someSignals, { maxLength: 20 }), async (arriving) => {
          const run = randomUUID()
          const own = arriving.map((signals) => ({ ...signals, id: `${run}/${signals.id}` }))
          await Promise.all(own.map((signals) => store().put([signals])))
          const ids = own.map(({ id }) => id)
          assert.deepEqual(await store().get([...ids, 'unknown']), greatest(own))
          await store().put(own)
          assert.deepEqual(await store().get(ids), greatest(own))
        }),
        { numRuns: 50 },
      )
    })

    it('forgets what is removed, clocks too, and nothing else', async () => {
      const [gone, stays] = [randomUUID(), randomUUID()].map((id): Signals => ({ id, clock: { measuredAt: 9 }, views: 9 }))
      assert.ok(gone !== undefined && stays !== undefined)
      await store().put([gone, stays])
      await store().remove([gone.id, 'unknown'])
      assert.deepEqual(await store().get([gone.id, stays.id]), new Map([[stays.id, stays]]))
      const earlier = { ...gone, clock: { measuredAt: 1 } }
      await store().put([earlier])
      assert.deepEqual(await store().get([gone.id]), new Map([[gone.id, earlier]]))
    })

    it('keeps the list that was computed last, in whatever order', async () => {
      await fc.assert(
        fc.asyncProperty(fc.uniqueArray(fc.nat({ max: 9 }), { minLength: 1 }), async (moments) => {
          const id = `${randomUUID()}/é 🎬`
          for (const computedAt of moments) await store().putCoWatch([coWatchList(id, computedAt)])
          const latest = coWatchList(id, Math.max(...moments))
          assert.deepEqual(await store().coWatch([id, 'unknown']), new Map([[id, latest]]))
          await store().putCoWatch([{ ...latest, items: [] }])
          assert.deepEqual(await store().coWatch([id]), new Map([[id, latest]]), 'one of the same moment changes nothing')
        }),
        { numRuns: 15 },
      )
    })

    it('takes many lists at once', async () => {
      const lists = Array.from({ length: 250 }, (_, i) => coWatchList(`${randomUUID()} ${i}`, i % 2))
      await store().putCoWatch(lists)
      assert.deepEqual(await store().coWatch(lists.map(({ id }) => id)), new Map(lists.map((list) => [list.id, list])))
    })

    it('forgets the list of a video that is removed', async () => {
      const [gone, stays] = [coWatchList(randomUUID(), 5), coWatchList(randomUUID(), 5)]
      await store().putCoWatch([gone, stays])
      await store().remove([gone.id])
      assert.deepEqual(await store().coWatch([gone.id, stays.id]), new Map([[stays.id, stays]]))
    })

    it('keeps what trends by region, and how far it was refreshed', async () => {
      const list = (region: string, computedAt: number) => ({ region, computedAt, items: [{ id: `in ${region}`, score: computedAt }] })
      await store().putTrending([list('', 2), list('FR', 2)])
      await store().putTrending([list('', 1), list('FR', 3)])
      assert.deepEqual(
        await store().trending(['', 'FR', 'DE']),
        new Map([
          ['', list('', 2)],
          ['FR', list('FR', 3)],
        ]),
      )
      await store().putRefreshState({ computedAt: 2, storedUntil: 1, fullAt: 0 })
      await store().putRefreshState({ computedAt: 1, storedUntil: 0, fullAt: 0 })
      assert.deepEqual(await store().refreshState(), { computedAt: 2, storedUntil: 1, fullAt: 0 })
    })
  })
}

function coWatchList(id: string, computedAt: number): CoWatchList {
  return { id, computedAt, viewers: 7, items: [{ id: `beside ${id}`, score: 0.25 + computedAt, viewers: 3, after: 2 }] }
}

function greatest(all: readonly Signals[]): Map<string, Signals> {
  return new Map(all.toSorted(compareSignals).map((signals) => [signals.id, signals]))
}

function withSeconds(signals: Signals, watchSeconds: number | undefined): Signals {
  return watchSeconds === undefined ? signals : { ...signals, watchSeconds }
}
