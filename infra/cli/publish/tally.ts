/** A line that did not get through, and why. */
export interface Remark {
  readonly file: string
  readonly line: number
  readonly reason: string
}

/** A message that was not taken; `kept` in the dead-letter box, or not kept anywhere. */
export interface Failure extends Remark {
  readonly kept: boolean
}

export interface PublishReport {
  readonly sent: number
  readonly refused: number
  readonly failed: number
  /** Lines that an earlier publish had settled. */
  readonly skipped: number
  readonly seconds: number
  readonly eventsPerSecond: number
  /** The first of them; `refused` and `failed` count them all. */
  readonly refusedLines: readonly Remark[]
  readonly failures: readonly Failure[]
}

/** Remarks that are kept, so that a file of nothing but faults needs no more memory than a good one. */
const MAX_REMARKS = 1000

/** Counts what becomes of the lines of a publish. */
export interface Tally {
  send(): void
  skip(): void
  refuse(remark: Remark): void
  fail(failure: Failure): void
  settled(): number
  report(seconds: number): PublishReport
}

export function createTally(): Tally {
  const counts = { sent: 0, refused: 0, failed: 0, skipped: 0 }
  const refusedLines: Remark[] = []
  const failures: Failure[] = []
  return {
    send: () => {
      counts.sent++
    },
    skip: () => {
      counts.skipped++
    },
    refuse: (remark) => {
      counts.refused++
      if (refusedLines.length < MAX_REMARKS) refusedLines.push(remark)
    },
    fail: (failure) => {
      counts.failed++
      if (failures.length < MAX_REMARKS) failures.push(failure)
    },
    settled: () => counts.sent + counts.refused + counts.failed,
    report: (seconds) => ({
      ...counts,
      seconds: round(seconds, 2),
      eventsPerSecond: round(counts.sent / seconds, 1),
      refusedLines,
      failures,
    }),
  }
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
