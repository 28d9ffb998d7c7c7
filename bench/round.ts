import { quantile } from '#shared/evaluation/interval.ts'

/** Answers in a stretch of time: how long each took, in milliseconds. */
export interface Round {
  readonly times: readonly number[]
  readonly seconds: number
}

export interface RoundSummary {
  readonly answers: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly perSecond: number
}

/** Several rounds of the same kind as one. */
export function summarize(rounds: readonly Round[]): RoundSummary {
  const times = Float64Array.from(rounds.flatMap((round) => round.times)).sort()
  const seconds = rounds.reduce((sum, round) => sum + round.seconds, 0)
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(times, share))
  return { answers: times.length, p50: p50 ?? NaN, p95: p95 ?? NaN, p99: p99 ?? NaN, perSecond: times.length / seconds }
}
