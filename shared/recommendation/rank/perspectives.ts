import type { RankingPayload } from '#shared/index/point.ts'
import type { FeatureReader } from './features.ts'
import { differencesOf } from './point-of-view.ts'
import { viewDistance } from './view-distance.ts'

/** A video that may be another point of view. */
export interface Viewed {
  readonly id: string
  readonly ranking: RankingPayload
  /** How near it is to the subject, 0 or more. */
  readonly worth: number
}

/** From where the subject is seen so far, and how to look around. */
export interface Standpoint {
  readonly seeds: readonly RankingPayload[]
  readonly features: FeatureReader
  /** 0 goes by worth alone, 1 by the distance from what is shown already. */
  readonly spread: number
  /** Places to give. */
  readonly count: number
}

/**
 * Videos as points of view, spread over their subject: those of other channels than the seeds' before all others, a channel's first
 * before another's second, and among equals the best by (1 - spread) x worth / greatest worth + spread x distance from the nearest of
 * seeds and chosen (max-min: Gonzalez 1985). What is no other view is left out. The order in which items come does not matter: ties go
 * by worth, then by id.
 */
export function perspectives<T extends Viewed>(items: readonly T[], { seeds, features, spread, count }: Standpoint): T[] {
  const views = items.filter(({ ranking }) => isAnotherView(ranking, seeds)).sort((a, b) => b.worth - a.worth || (a.id < b.id ? -1 : 1))
  const best = Math.max(views[0]?.worth ?? 0, Number.MIN_VALUE)
  const distance = viewDistance(
    Array.from(views, ({ ranking }) => ranking),
    features,
  )
  const gain = ({ item, distance: apart }: Choice<T>): number => (1 - spread) * (item.worth / best) + spread * apart
  const left = new Set(views.map((item): Choice<T> => ({ item, elsewhere: isElsewhere(item.ranking, seeds), before: 0, distance: 1 })))
  for (const choice of left) for (const seed of seeds) choice.distance = Math.min(choice.distance, distance(choice.item.ranking, seed))

  const chosen: T[] = []
  while (chosen.length < count && left.size > 0) {
    const next = Array.from(left).reduce((a, b) => (goesFirst(b, a, gain) ? b : a))
    left.delete(next)
    chosen.push(next.item)
    for (const choice of left) remember(choice, next.item, distance)
  }
  return chosen
}

interface Choice<T> {
  readonly item: T
  /** Whether its channel is another than the seeds'. */
  readonly elsewhere: boolean
  /** Videos of its channel among the chosen. */
  before: number
  /** From the nearest of seeds and chosen. */
  distance: number
}

function goesFirst<T>(a: Choice<T>, b: Choice<T>, gain: (choice: Choice<T>) => number): boolean {
  if (a.elsewhere !== b.elsewhere) return a.elsewhere
  return a.before === b.before ? gain(a) > gain(b) : a.before < b.before
}

function remember<T extends Viewed>(choice: Choice<T>, { ranking }: T, distance: (a: RankingPayload, b: RankingPayload) => number): void {
  choice.distance = Math.min(choice.distance, distance(choice.item.ranking, ranking))
  if (ranking.channelId !== undefined && choice.item.ranking.channelId === ranking.channelId) choice.before += 1
}

function isElsewhere(video: RankingPayload, seeds: readonly RankingPayload[]): boolean {
  return differencesOf(video, seeds).includes('channel')
}

/** Whether its origin differs from that of the seeds in anything that is known; parts of one series are one view. */
function isAnotherView(video: RankingPayload, seeds: readonly RankingPayload[]): boolean {
  const { series } = video
  if (series !== undefined && seeds.some((seed) => seed.series?.key === series.key)) return false
  return differencesOf(video, seeds).length > 0
}
