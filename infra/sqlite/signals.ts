import { compareSignals, type Signals, type SignalStore } from '#shared/signals/signal-store.ts'
import type { Connection, Parameters, Row } from './connection.ts'
import { createSignalLists, removeCoWatch } from './signal-lists.ts'
import type { Threads } from './threads.ts'

export function createSignalStore({ read, write }: Pick<Threads, 'read' | 'write'>): SignalStore {
  return {
    put: (signals) => write('putSignals', { signals }),
    get: (ids) => read('getSignals', { ids }),
    remove: (ids) => write('removeSignals', { ids }),
    ...createSignalLists({ read, write }),
  }
}

export function putSignals(connection: Connection, { signals }: { signals: readonly Signals[] }): void {
  for (const next of signals) {
    const stored = connection.get('SELECT * FROM signals WHERE id = $id', { id: next.id })
    if (stored === undefined || compareSignals(next, signalsOf(stored)) > 0) {
      connection.run('INSERT OR REPLACE INTO signals VALUES ($id, $measured, $clock, $views, $watchSeconds)', signalColumns(next))
    }
  }
}

export function getSignals(connection: Connection, { ids }: { ids: readonly string[] }): Map<string, Signals> {
  const rows = connection.all('SELECT * FROM signals WHERE id IN (SELECT value FROM json_each($ids))', { ids: JSON.stringify(ids) })
  return new Map(rows.map((row) => [String(row['id']), signalsOf(row)]))
}

export function removeSignals(connection: Connection, { ids }: { ids: readonly string[] }): void {
  connection.run('DELETE FROM signals WHERE id IN (SELECT value FROM json_each($ids))', { ids: JSON.stringify(ids) })
  removeCoWatch(connection, ids)
}

export function signalColumns({ id, clock, views, watchSeconds }: Signals): Parameters {
  const [measured, at] = 'measuredAt' in clock ? [1, clock.measuredAt] : [0, clock.initial]
  return { id, measured, clock: at, views, watchSeconds: watchSeconds ?? null }
}

function signalsOf(row: Row): Signals {
  const clock = row['measured'] === 1 ? { measuredAt: Number(row['clock']) } : { initial: Number(row['clock']) }
  const signals = { id: String(row['id']), clock, views: Number(row['views']) }
  return typeof row['watch_seconds'] === 'number' ? { ...signals, watchSeconds: row['watch_seconds'] } : signals
}
