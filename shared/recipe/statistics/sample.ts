import { digestOf } from '#shared/video/document.ts'

/** A few of many values, chosen by chance. */
export interface Sample<T> {
  add(id: string, value: T): void
  /** In an order that chance gave them. */
  values(): readonly T[]
}

/** Keeps at most `size` values, those whose ids have the least digests: the same ones whatever the order they come in, and as good as at random. */
export function createSample<T>(size: number): Sample<T> {
  const kept: { readonly id: string; readonly lot: string; readonly value: T }[] = []
  return {
    add: (id, value) => {
      const lot = digestOf(id)
      const found = placeOf(kept, lot)
      if (found >= size) return
      kept.splice(found, kept[found]?.id === id ? 1 : 0, { id, lot, value })
      kept.splice(size)
    },
    values: () => kept.map(({ value }) => value),
  }
}

/** Where a lot belongs among the sorted ones: a binary search. */
function placeOf(sorted: readonly { readonly lot: string }[], lot: string): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.lot ?? '') < lot) low = middle + 1
    else high = middle
  }
  return low
}
