import type { RankingPayload } from '#shared/index/point.ts'

const QUARTER_HOUR = 15 * 60 * 1000
const DAY = 24 * 60 * 60 * 1000

/** The start of the quarter hour: answers within one rank alike, so that caches can keep them. Epoch milliseconds. */
export function quarterHour(now: number): number {
  return Math.floor(now / QUARTER_HOUR) * QUARTER_HOUR
}

export interface Decay {
  /** 0: age does not count. 1: the confidence halves with every half-life. */
  readonly strength: number
  readonly halfLifeDays: number
  /** Of categories that age otherwise: news in days, lectures in years. */
  readonly halfLifeDaysByCategory?: Readonly<Record<string, number>>
  /** Epoch milliseconds, of the quarter hour. */
  readonly now: number
}

type Aging = Pick<RankingPayload, 'publishedAt' | 'category'>

/** What a confidence is worth at the age of its video: a mix of it and its exponential decay. */
export function decayed(confidence: number, { publishedAt, category }: Aging, decay: Decay): number {
  const { strength, now } = decay
  const days = Math.max(0, now - publishedAt) / DAY
  return confidence * (1 - strength + strength * 2 ** (-days / halfLifeOf(category, decay)))
}

function halfLifeOf(category: string | undefined, { halfLifeDays, halfLifeDaysByCategory = {} }: Decay): number {
  if (category === undefined || !Object.hasOwn(halfLifeDaysByCategory, category)) return halfLifeDays
  return halfLifeDaysByCategory[category] ?? halfLifeDays
}
