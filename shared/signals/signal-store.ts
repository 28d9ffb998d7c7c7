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
  /** Forgets them, clocks too: a later measurement is kept again. */
  remove(ids: readonly string[]): Promise<void>
}
