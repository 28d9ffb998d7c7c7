/** Of equal scores, or dates, Qdrant gives any first: so many more than asked for are read, and the order among them is made here. */
export const SPARE = 16

/** The best of what was read, ties by id in the order of code points. */
export function best<T extends { readonly id: string }>(read: readonly T[], limit: number, by: (one: T) => number): T[] {
  return read.toSorted((a, b) => by(b) - by(a) || compareIds(a.id, b.id)).slice(0, limit)
}

/** As UTF-8 bytes compare, and as SQLite orders. */
function compareIds(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
