import type { SpelledWord } from './spelled-words.ts'

/** Slips that are forgiven: two in a long word, else one. */
export function allowance({ letters }: SpelledWord): number {
  return letters.length < 8 ? 1 : 2
}

/**
 * Letters to leave out, put in, replace or swap with the next to make one word of another: the optimal string alignment distance
 * (Damerau 1964, with no letter touched twice).
 */
export function slips(a: readonly string[], b: readonly string[]): number {
  let [before, row]: [number[], number[]] = [[], b.map((_, j) => j + 1)]
  row.unshift(0)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const least = Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1))
      next.push(swapped ? Math.min(least, (before[j - 2] ?? 0) + 1) : least)
    }
    ;[before, row] = [row, next]
  }
  return row[b.length] ?? 0
}
