/** Counts keys in bounded memory. */
export interface Counter {
  add(key: string): void
  /** The `most` most frequent keys with at least `min` occurrences, greatest count first, ties by key. */
  frequent(min: number, most: number): readonly (readonly [key: string, count: number])[]
}

/**
 * Counts exactly while there is room. Where there are more than `capacity` keys, the rarest half is forgotten, as in lossy counting (Manku and
 * Motwani 2002): what is frequent stays, and counts of what comes back are too low by what was forgotten. The same keys in the same order give the same counts.
 */
export function createCounter(capacity: number): Counter {
  let counts = new Map<string, number>()
  const ranked = () => Array.from(counts).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return {
    add: (key) => {
      counts.set(key, (counts.get(key) ?? 0) + 1)
      if (counts.size > capacity) counts = new Map(ranked().slice(0, Math.ceil(capacity / 2)))
    },
    frequent: (min, most) =>
      ranked()
        .filter(([, count]) => count >= min)
        .slice(0, most),
  }
}
