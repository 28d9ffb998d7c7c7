import type { CoWatchList } from '#shared/signals/co-watch.ts'
import type { RefreshState } from '#shared/signals/refresh-state.ts'
import type { SignalStore } from '#shared/signals/signal-store.ts'
import type { TrendingList } from '#shared/signals/trending.ts'
import type { Connection } from './connection.ts'
import type { Threads } from './threads.ts'

type Lists = Pick<SignalStore, 'putCoWatch' | 'coWatch' | 'putTrending' | 'trending' | 'putRefreshState' | 'refreshState'>

const CO_WATCH = 'co-watch'
const TRENDING = 'trending'
const STATE = { kind: 'refresh', key: 'state' } as const

/** What was computed and has a clock, as JSON by kind and key. */
export interface StoredList {
  readonly key: string
  readonly computedAt: number
  readonly list: string
}

export function createSignalLists({ read, write }: Pick<Threads, 'read' | 'write'>): Lists {
  const get = async <T>(kind: string, keys: readonly string[]): Promise<Map<string, T>> => {
    const rows = await read('getLists', { kind, keys })
    return new Map(rows.map(({ key, list }) => [key, JSON.parse(list) as T]))
  }
  const stored = (key: string, value: { readonly computedAt: number }): StoredList => ({
    key,
    computedAt: value.computedAt,
    list: JSON.stringify(value),
  })
  return {
    putCoWatch: (lists) => write('putLists', { kind: CO_WATCH, lists: lists.map((list) => stored(list.id, list)) }),
    coWatch: (ids) => get<CoWatchList>(CO_WATCH, ids),
    putTrending: (lists) => write('putLists', { kind: TRENDING, lists: lists.map((list) => stored(list.region, list)) }),
    trending: (regions) => get<TrendingList>(TRENDING, regions),
    putRefreshState: (state) => write('putLists', { kind: STATE.kind, lists: [stored(STATE.key, state)] }),
    refreshState: async () => (await get<RefreshState>(STATE.kind, [STATE.key])).get(STATE.key),
  }
}

export function putLists(connection: Connection, { kind, lists }: { kind: string; lists: readonly StoredList[] }): void {
  const sql = `INSERT INTO signal_lists VALUES ($kind, $key, $computedAt, $list)
    ON CONFLICT DO UPDATE SET computed_at = excluded.computed_at, list = excluded.list WHERE excluded.computed_at > computed_at`
  for (const list of lists) connection.run(sql, { kind, ...list })
}

export function getLists(connection: Connection, { kind, keys }: { kind: string; keys: readonly string[] }): StoredList[] {
  const sql = 'SELECT key, computed_at, list FROM signal_lists WHERE kind = $kind AND key IN (SELECT value FROM json_each($keys))'
  return connection
    .all(sql, { kind, keys: JSON.stringify(keys) })
    .map((row) => ({ key: String(row['key']), computedAt: Number(row['computed_at']), list: String(row['list']) }))
}

export function removeCoWatch(connection: Connection, ids: readonly string[]): void {
  const sql = 'DELETE FROM signal_lists WHERE kind = $kind AND key IN (SELECT value FROM json_each($ids))'
  connection.run(sql, { kind: CO_WATCH, ids: JSON.stringify(ids) })
}
