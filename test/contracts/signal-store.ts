import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
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
  })
}

function greatest(all: readonly Signals[]): Map<string, Signals> {
  return new Map(all.toSorted(compareSignals).map((signals) => [signals.id, signals]))
}

function withSeconds(signals: Signals, watchSeconds: number | undefined): Signals {
  return watchSeconds === undefined ? signals : { ...signals, watchSeconds }
}
