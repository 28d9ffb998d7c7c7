const QUARTER_HOUR = 15 * 60 * 1000
const DAY = 24 * 60 * 60 * 1000

/** The start of the quarter hour: answers within one rank alike, so that caches can keep them. Epoch milliseconds. */
export function quarterHour(now: number): number {
  return Math.floor(now / QUARTER_HOUR) * QUARTER_HOUR
}

export interface Decay {
  /** 0: age does not count. 1: the score halves with every half-life. */
  readonly strength: number
  readonly halfLifeDays: number
  /** Epoch milliseconds, of the quarter hour. */
  readonly now: number
}

/** What a score is worth at a video's age: a mix of the score and its exponential decay. Negative scores stay as they are. */
export function decayed(score: number, publishedAt: number, { strength, halfLifeDays, now }: Decay): number {
  if (strength === 0 || score <= 0) return score
  const days = Math.max(0, now - publishedAt) / DAY
  return score * (1 - strength + strength * 2 ** (-days / halfLifeDays))
}
