/** What is watched in a country these days: a register with a clock of its own. */
export interface TrendingList {
  /** Country code of two letters; empty for the whole world. */
  readonly region: string
  /** Epoch milliseconds; the later computation wins, of one moment the one that is there. */
  readonly computedAt: number
  /** Best first, of all languages. */
  readonly items: readonly TrendingVideo[]
}

export interface TrendingVideo {
  readonly id: string
  readonly score: number
}

export const WORLD = ''
