/** A bounded map whose entries grow old: cheap to make and to use, unlike a cache that keeps an order of use. */
export interface Generations<V> {
  get(key: string): V | undefined
  set(key: string, value: V): void
}

export interface GenerationsOptions {
  /** Age at which an entry is gone at the latest; half of it, it lives at least, unless room runs out. */
  readonly ttlMs: number
  readonly maxEntries: number
  readonly clock: () => number
}

/** Two maps: the younger becomes the older when its time is over or it is full, and what was in the older is forgotten. */
export function createGenerations<V>({ ttlMs, maxEntries, clock }: GenerationsOptions): Generations<V> {
  let younger = { since: clock(), entries: new Map<string, V>() }
  let older = younger.entries

  const turnOver = (): void => {
    const now = clock()
    const over = now - younger.since >= ttlMs / 2
    if (!over && younger.entries.size < maxEntries / 2) return
    older = now - younger.since >= ttlMs ? new Map<string, V>() : younger.entries
    younger = { since: now, entries: new Map() }
  }
  return {
    get: (key) => {
      turnOver()
      return younger.entries.get(key) ?? older.get(key)
    },
    set: (key, value) => {
      turnOver()
      younger.entries.set(key, value)
    },
  }
}
