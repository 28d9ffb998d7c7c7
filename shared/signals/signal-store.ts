import type { CoWatchList } from './co-watch.ts'
import type { RefreshState } from './refresh-state.ts'
import type { TrendingList } from './trending.ts'

/** What is known of how a video is watched, a register with a clock of its own. */
export interface Signals {
  readonly id: string
  /** Epoch milliseconds of the measurement; `initial` for the views that an upsert brought, which any measurement beats. */
  readonly clock: { readonly measuredAt: number } | { readonly initial: number }
  readonly views: number
  readonly watchSeconds?: number
}

/**
 * The later clock wins: a measurement over any initial value, a later measurement over an earlier one, and among initial values
 * that of the higher document version, so that the end state never depends on the order of arrival. Equal clocks: more views win,
 * then more seconds, where not known loses to 0.
 */
export function compareSignals(a: Signals, b: Signals): number {
  const [ka, kb] = [clockKey(a), clockKey(b)]
  if (ka[0] !== kb[0]) return ka[0] - kb[0]
  if (ka[1] !== kb[1]) return ka[1] < kb[1] ? -1 : 1
  return a.views - b.views || (a.watchSeconds ?? -1) - (b.watchSeconds ?? -1)
}

function clockKey({ clock }: Signals): readonly [number, number] {
  return 'measuredAt' in clock ? [1, clock.measuredAt] : [0, clock.initial]
}

export interface SignalStore {
  /** Keeps the greater of what is stored and what comes (`compareSignals`). */
  put(signals: readonly Signals[]): Promise<void>
  get(ids: readonly string[]): Promise<ReadonlyMap<string, Signals>>
  /** Forgets them, clocks and co-watch lists too: a later measurement is kept again. */
  remove(ids: readonly string[]): Promise<void>

  /** Keeps the later of what is stored and what comes. Up to `LISTS_A_CALL` lists of one `computedAt` are written all or none. */
  putCoWatch(lists: readonly CoWatchList[]): Promise<void>
  coWatch(ids: readonly string[]): Promise<ReadonlyMap<string, CoWatchList>>
  /** As `putCoWatch`. */
  putTrending(lists: readonly TrendingList[]): Promise<void>
  /** By region; `WORLD` is one. */
  trending(regions: readonly string[]): Promise<ReadonlyMap<string, TrendingList>>
  /** How far the lists were refreshed; the later state is kept. */
  putRefreshState(state: RefreshState): Promise<void>
  refreshState(): Promise<RefreshState | undefined>
}

/** Lists that are written as one. */
export const LISTS_A_CALL = 100

/** What answers read of it. */
export type SignalReads = Pick<SignalStore, 'get' | 'coWatch' | 'trending'>
