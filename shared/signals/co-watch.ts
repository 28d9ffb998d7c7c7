/** Another video that viewers of a video watched too. */
export interface CoWatched {
  readonly id: string
  /** Comparable within one list only. */
  readonly score: number
  /** Viewers that watched both, and those of them that watched this one later. */
  readonly viewers: number
  readonly after: number
}

/** What viewers of a video watched beside it: a register with a clock of its own. */
export interface CoWatchList {
  readonly id: string
  /** Epoch milliseconds; the later computation wins, of one moment the one that is there. */
  readonly computedAt: number
  /** Viewers of the video itself, of those that were looked at. */
  readonly viewers: number
  /** Best first; none where too few viewers agree. */
  readonly items: readonly CoWatched[]
}

/** Items of a list at most. */
export const MAX_CO_WATCHED = 50
