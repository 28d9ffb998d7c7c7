import type { Signals, SignalStore } from '#shared/signals/signal-store.ts'
import type { CollectionPlan } from '../collections/config.ts'
import { ensureCollection } from '../collections/ensure.ts'
import type { Names } from '../collections/names.ts'
import { once } from '../collections/once.ts'
import { apply, conditionalUpsert, orIfMissing, retrieve, type Operation } from '../collections/records.ts'
import { before } from '../conditions.ts'
import type { Connection } from '../connection/connection.ts'
import type { Payload } from '../index/payload.ts'
import { KEY, STATE_KEY } from '../keys.ts'
import { pointId } from '../point-id.ts'
import { createSignalLists } from './signal-lists.ts'

/** Stands for seconds that are not known, which lose to 0. */
const UNKNOWN = -1

export interface SignalPlans {
  readonly signals: CollectionPlan
  readonly lists: CollectionPlan
}

/** Signals in a collection of their own, without vectors: a change of payload moves a whole point. */
export function createSignalStore(connection: Connection, names: Names, plans: SignalPlans): SignalStore {
  const ensured = once(() => ensureCollection(connection, names.signals, plans.signals))
  const lists = createSignalLists(connection, names, plans.lists)
  return {
    ...lists,
    put: async (signals) => {
      await ensured()
      await apply(connection, names.signals, signals.map(putOperation))
    },
    get: async (ids) => {
      const read = retrieve(connection, names.signals, ids.map(pointId), { payload: true })
      return new Map((await orIfMissing(read, [])).map(({ payload }) => [payload[KEY.id] as string, signalsOf(payload)]))
    },
    remove: async (ids) => {
      await ensured()
      await apply(connection, names.signals, [{ delete: { points: ids.map(pointId) } }])
      await lists.removeCoWatch(ids)
    },
  }
}

/** The clock is all that `compareSignals` compares, in its order. */
function putOperation({ id, clock, views, watchSeconds = UNKNOWN }: Signals): Operation {
  const [measured, at] = 'measuredAt' in clock ? [1, clock.measuredAt] : [0, clock.initial]
  const stored = [
    [STATE_KEY.measured, measured],
    [STATE_KEY.clock, at],
    [STATE_KEY.views, views],
    [STATE_KEY.watchSeconds, watchSeconds],
  ] as const
  return conditionalUpsert(pointId(id), {}, { [KEY.id]: id, ...Object.fromEntries(stored) }, before(stored))
}

function signalsOf(payload: Payload): Signals {
  const at = payload[STATE_KEY.clock] as number
  const clock = payload[STATE_KEY.measured] === 1 ? { measuredAt: at } : { initial: at }
  const signals = { id: payload[KEY.id] as string, clock, views: payload[STATE_KEY.views] as number }
  const watchSeconds = payload[STATE_KEY.watchSeconds] as number
  return watchSeconds === UNKNOWN ? signals : { ...signals, watchSeconds }
}
