/** Up to which line everything is settled, although lines are settled in any order. */
export interface Watermark {
  begin(line: number): void
  settle(line: number): void
  /** This line could not be kept anywhere: the mark stays before it for good. */
  lose(line: number): void
  hasLoss(): boolean
  /** The last line up to which all are settled. */
  mark(): number
}

export function createWatermark(start: number): Watermark {
  const open = new Set<number>()
  const seen = { last: start, lost: Infinity }
  return {
    begin: (line) => {
      open.add(line)
      seen.last = line
    },
    settle: (line) => {
      open.delete(line)
    },
    lose: (line) => {
      open.delete(line)
      seen.lost = Math.min(seen.lost, line)
    },
    hasLoss: () => seen.lost < Infinity,
    mark: () => Math.min(seen.last, seen.lost - 1, ...Array.from(open, (line) => line - 1)),
  }
}
