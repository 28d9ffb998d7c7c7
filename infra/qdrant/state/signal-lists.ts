import type { CoWatchList } from '#shared/signals/co-watch.ts'
import type { RefreshState } from '#shared/signals/refresh-state.ts'
import type { SignalStore } from '#shared/signals/signal-store.ts'
import type { TrendingList } from '#shared/signals/trending.ts'
import type { CollectionPlan } from '../collections/config.ts'
import { ensureCollection } from '../collections/ensure.ts'
import { WRITES_A_CALL } from '../collections/limits.ts'
import type { Names } from '../collections/names.ts'
import { once } from '../collections/once.ts'
import { apply, orIfMissing, retrieve, type Operation } from '../collections/records.ts'
import { before } from '../conditions.ts'
import type { Connection } from '../connection/connection.ts'
import { STATE_KEY } from '../keys.ts'
import { pointId } from '../point-id.ts'

type Lists = Pick<SignalStore, 'putCoWatch' | 'coWatch' | 'putTrending' | 'trending' | 'putRefreshState' | 'refreshState'>

const CO_WATCH = 'co-watch'
const TRENDING = 'trending'
const STATE = { kind: 'refresh', key: 'state' } as const

interface Dated {
  readonly computedAt: number
}

/** Lists that were computed from watches, as JSON, in a collection of their own. `removeCoWatch` is for those who forget a video. */
export function createSignalLists(
  connection: Connection,
  names: Names,
  plan: CollectionPlan,
): Lists & { readonly removeCoWatch: (ids: readonly string[]) => Promise<void> } {
  const ensured = once(() => ensureCollection(connection, names.lists, plan))
  const put = async <T extends Dated>(kind: string, values: readonly T[], keyOf: (value: T) => string) => {
    await ensured()
    for (const [computedAt, own] of Map.groupBy(values, ({ computedAt }) => computedAt)) {
      for (let i = 0; i < own.length; i += WRITES_A_CALL) {
        await apply(connection, names.lists, [putOperation(kind, own.slice(i, i + WRITES_A_CALL), keyOf, computedAt)])
      }
    }
  }
  const get = async <T>(kind: string, keys: readonly string[]): Promise<Map<string, T>> => {
    const ids = keys.map((key) => listId(kind, key))
    const found = await orIfMissing(retrieve(connection, names.lists, ids, { payload: true }), [])
    return new Map(found.map(({ payload }) => [payload[STATE_KEY.listKey] as string, JSON.parse(payload[STATE_KEY.data] as string) as T]))
  }
  return {
    putCoWatch: (lists) => put(CO_WATCH, lists, ({ id }) => id),
    coWatch: (ids) => get<CoWatchList>(CO_WATCH, ids),
    putTrending: (lists) => put(TRENDING, lists, ({ region }) => region),
    trending: (regions) => get<TrendingList>(TRENDING, regions),
    putRefreshState: (state) => put(STATE.kind, [state], () => STATE.key),
    refreshState: async () => (await get<RefreshState>(STATE.kind, [STATE.key])).get(STATE.key),
    removeCoWatch: async (ids) => {
      await ensured()
      await apply(connection, names.lists, [{ delete: { points: ids.map((id) => listId(CO_WATCH, id)) } }])
    },
  }
}

/** All of one moment in one operation: the engine takes it whole or not at all. */
function putOperation<T extends Dated>(kind: string, values: readonly T[], keyOf: (value: T) => string, computedAt: number): Operation {
  const points = values.map((value) => ({
    id: listId(kind, keyOf(value)),
    vector: {},
    payload: {
      [STATE_KEY.listKey]: keyOf(value),
      [STATE_KEY.computedAt]: computedAt,
      [STATE_KEY.data]: JSON.stringify(value),
    },
  }))
  return { upsert: { points, update_filter: before([[STATE_KEY.computedAt, computedAt]]) } }
}

function listId(kind: string, key: string): string {
  return pointId(`${kind}/${key}`)
}
