import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { isUpnextError } from '#shared/errors.ts'
import { recordCheck } from '#shared/index/registry-change.ts'
import { SERVING_ALIAS } from '#shared/index/registry.ts'
import { setUpIndex } from '#shared/index/set-up.ts'
import type { VideoIndex } from '#shared/index/video-index.ts'
import { createIngest, type IngestContext } from '#shared/ingest/ingest.ts'
import { BACKFILL } from '#shared/operations/lifecycle/backfill/backfill.ts'
import { CREATE } from '#shared/operations/lifecycle/create.ts'
import { PROMOTE } from '#shared/operations/lifecycle/promote.ts'
import { ROLLBACK } from '#shared/operations/lifecycle/rollback.ts'
import type { Operation, OperationDeps } from '#shared/operations/operation.ts'
import { collectionName, type Recipe } from '#shared/recipe/recipe.ts'
import { orderOfDelete, orderOfVideo } from '#shared/video/document.ts'
import type { VideoEvent } from '#shared/video/event.ts'
import { compareOrder, type Order } from '#shared/video/order.ts'
import type { Warehouse } from '#shared/warehouse/warehouse.ts'
import { aVideo } from '#test/support/events.ts'
import { diceOf, type Dice } from '#test/support/gcp/traffic.ts'
import { STUB_RECIPE } from '#test/support/ingest.ts'
import { memoryArtefacts } from '#test/support/memory-artefacts.ts'
import { memoryRegistry, memoryWarehouse, memoryWrites } from '#test/support/memory-stores.ts'
import { complete, operationDeps } from '#test/support/operations.ts'
import { Killed, simulate, type Fate } from '#test/support/simulation.ts'

const OLD = collectionName(STUB_RECIPE)
const RECIPE: Recipe = { ...STUB_RECIPE, name: 'another' }
const NEW = collectionName(RECIPE)
const EVENT_TIMEOUT_MS = 20_000
/** Events that are handled at once. */
const HANDLERS = 4

type DocumentEvent = Extract<VideoEvent, { readonly type: 'video.upserted' | 'video.deleted' }>

/** Few videos and versions, so that events of one video meet. */
const someEvent: fc.Arbitrary<DocumentEvent> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    version: fc.integer({ min: 1, max: 5 }),
    kind: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ id, version, kind }) => {
    if (kind === 0) return { type: 'video.deleted', id, version }
    // Some versions change the text, some the metadata alone; two bodies of one version occur.
    return { type: 'video.upserted', video: aVideo({ id, version, title: `Title ${Math.min(kind, 2)}`, durationSeconds: kind }) }
  })

const scenario = fc.record({
  events: fc.array(someEvent, { minLength: 10, maxLength: 40 }),
  seed: fc.integer({ min: 1, max: 2 ** 31 }),
})

it('both collections end as the events say, whatever is killed while a model is changed', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ events, seed }) => {
      const { models, serving } = await changeModel(events, diceOf(seed))
      const expected = winners(events)
      for (const name of [OLD, NEW]) {
        const orders = Array.from(models.get(name)?.values() ?? [], ({ id, order }) => [id, order] as const)
        assert.deepEqual(new Map(orders), expected, name)
      }
      const titles = (name: string) =>
        Array.from(models.get(name)?.values() ?? [], (point) => [
          point.id,
          'display' in point ? point.display : null,
          'ranking' in point ? point.ranking : null,
        ]).sort()
      assert.deepEqual(titles(NEW), titles(OLD))
      assert.ok([OLD, NEW].includes(serving ?? ''))
    }),
    { numRuns: 60, endOnFailure: true },
  )
})

/** Handles all events, in any order, some twice, while an operator changes the model and any process is killed at any time. */
async function changeModel(events: readonly DocumentEvent[], dice: Dice) {
  const simulation = simulate(dice)
  const { index, models } = memoryWrites()
  const stores = {
    index: index as VideoIndex,
    registry: memoryRegistry(),
    warehouse: memoryWarehouse() as Warehouse,
    artefacts: memoryArtefacts(),
  }
  const deps = operationDeps({ ...stores, signals: undefined as never, letters: undefined as never, scrub: () => Promise.resolve() })
  await setUpIndex(stores, STUB_RECIPE, () => simulation.now())
  const acknowledged = new Map<string, Order>()
  const messages = dice.shuffled([...events, ...events.filter(() => dice.below(3) === 0)])
  const operator = { isDone: false }

  const handle = async (event: DocumentEvent): Promise<void> => {
    // The platform ends a function at its time limit; some end before.
    const process = simulation.startProcess({ forMs: EVENT_TIMEOUT_MS, ...(dice.below(4) === 0 && { calls: dice.below(10) }) })
    const context = {
      ...deps,
      index: process.on(stores.index),
      registry: process.on(stores.registry),
      warehouse: process.on(stores.warehouse),
    }
    await createIngest({ ...context, clock: () => simulation.now() } as unknown as IngestContext)(event, 1)
    const [id, order] = idAndOrder(event)
    if (compareOrder(order, acknowledged.get(id) ?? order) >= 0) acknowledged.set(id, order)
  }
  const deliver = async (): Promise<void> => {
    for (let event = messages.shift(); event !== undefined; event = messages.shift()) {
      await handle(event).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error
        messages.splice(dice.below(messages.length + 1), 0, event)
      })
      // Events come all along, not all at the beginning.
      if (!operator.isDone) await simulation.sleep(dice.below(2_000))
    }
  }
  const attempt = async <Input, Cursor, Report>(operation: Operation<Input, Cursor, Report>, input: Input): Promise<Report | undefined> => {
    const process = simulation.startProcess(dice.one<Fate>([{}, { calls: dice.below(60) }, { suspendedAt: dice.below(40) }]))
    const own: OperationDeps = {
      ...deps,
      eventTimeoutMs: EVENT_TIMEOUT_MS,
      clock: () => simulation.now(),
      sleep: (ms, signal) => simulation.sleep(ms, signal),
      index: process.on(stores.index),
      registry: process.on(stores.registry),
      warehouse: process.on(stores.warehouse),
    }
    return complete(operation, input, own).catch((error: unknown) => {
      if (error instanceof Killed || isUpnextError(error)) return undefined
      throw error
    })
  }
  const untilDone = async <Input, Cursor, Report>(operation: Operation<Input, Cursor, Report>, input: Input): Promise<void> => {
    while ((await attempt(operation, input)) === undefined) await simulation.turn()
  }
  const operate = async (): Promise<void> => {
    await simulation.sleep(dice.below(3_000))
    await untilDone(CREATE, { recipe: RECIPE })
    // Two operators at once; the one that is told waits and looks again.
    await Promise.all([untilDone(BACKFILL, { collection: NEW }), untilDone(BACKFILL, { collection: NEW })])
    await recordCheck(stores.registry, NEW, { at: simulation.now(), passed: true, report: 'r' })
    for (let i = dice.below(6); i > 0; i -= 1) {
      const serving = (await stores.registry.read()).aliases[SERVING_ALIAS] ?? ''
      if (dice.below(2) === 0) await attempt(PROMOTE, { collection: dice.one([OLD, NEW]), expected: { serving, report: 'r' } })
      else await attempt(ROLLBACK, { expected: { serving } })
      await simulation.sleep(dice.below(1_000))
    }
    operator.isDone = true
  }
  /** At any time: what serves is complete, and holds every acknowledged event, or a greater one. */
  const look = async (): Promise<void> => {
    while (!operator.isDone) {
      const before = new Map(acknowledged)
      const { aliases, collections } = await stores.registry.read()
      const record = collections.find(({ name }) => name === aliases[SERVING_ALIAS])
      assert.ok(record?.state === 'live' && (record.backfill === undefined || record.backfill.closedAt !== undefined))
      const heads = await stores.index.heads(record.name, Array.from(before.keys()))
      for (const [id, order] of before) {
        const stored = heads.get(id)?.order
        assert.ok(stored !== undefined && compareOrder(stored, order) >= 0, `${id} in ${record.name}`)
      }
      await simulation.turn()
    }
  }
  await Promise.all([operate(), look(), ...Array.from({ length: HANDLERS }, deliver)])
  return { models, serving: (await stores.registry.read()).aliases[SERVING_ALIAS] }
}

function winners(events: readonly DocumentEvent[]): ReadonlyMap<string, Order> {
  return new Map(events.map(idAndOrder).sort(([, a], [, b]) => compareOrder(a, b)))
}

function idAndOrder(event: DocumentEvent): [string, Order] {
  return event.type === 'video.deleted' ? [event.id, orderOfDelete(event)] : [event.video.id, orderOfVideo(event.video)]
}
