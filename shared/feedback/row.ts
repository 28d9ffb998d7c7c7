/** Why an event is kept apart and counts nowhere: its shelfId was not signed by this installation. */
export type FeedbackFlag = 'foreign-shelf'

export interface ShownItem {
  readonly id: string
  /** Counted from 1. */
  readonly position: number
  readonly tier: string
}

/** An event as it is stored: with pseudonyms in place of who it was, and what was found out on the way. */
export interface FeedbackRow {
  readonly eventId: string
  readonly type: 'impression' | 'click' | 'progress'
  /** Epoch milliseconds by the page's clock, and by ours. */
  readonly occurredAt: number
  readonly receivedAt: number
  /** Keyed hashes; one of the two is there. */
  readonly session?: string
  readonly viewer?: string
  readonly shelfId?: string
  /** The impression that led here; of an impression, its own id. */
  readonly impressionId?: string
  readonly seed?: string
  readonly placement?: string
  readonly experiment?: string
  readonly arm?: string
  /** Country, as the load balancer says. */
  readonly region?: string
  readonly flag?: FeedbackFlag
  /** What was clicked or watched, and where it stood. */
  readonly item?: string
  readonly position?: number
  readonly tier?: string
  /** Of a watch, so far. */
  readonly seconds?: number
  /** 0 to 100. */
  readonly percent?: number
  readonly finished?: boolean
  /** Of an impression; else empty. */
  readonly items: readonly ShownItem[]
}
