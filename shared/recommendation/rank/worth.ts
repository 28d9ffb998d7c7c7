import type { RankingPayload } from '#shared/index/point.ts'
import type { Score } from '../score.ts'
import { decayed } from './freshness.ts'
import type { Decay } from './freshness.ts'

/** Views at which a video is as popular as it gets. */
const MANY_VIEWS = 1e8

/** What counts beside the likeness of contents. */
export interface WorthRules {
  readonly decay?: Decay
  readonly popularity?: Popularity
  readonly series?: SeriesBonus
  /** The editors' factor. */
  readonly boost?: (id: string, ranking: RankingPayload) => number
  /** By id, how much a candidate is like what the viewer does not want: 0 not at all, 1 as much as that itself. */
  readonly unwanted?: ReadonlyMap<string, number>
}

export interface Popularity {
  /** What the most watched video gains, as a share of its confidence. */
  readonly strength: number
  readonly views: ReadonlyMap<string, number>
}

export interface SeriesBonus {
  readonly bonus: number
  /** By series, the part that comes next. */
  readonly next: ReadonlyMap<string, number>
}

/** What a candidate is ordered by: its confidence, changed by age, popularity and what is unwanted, plus the bonus for the next part. */
export function worthOf(id: string, ranking: RankingPayload, { confidence }: Pick<Score, 'confidence'>, rules: WorthRules): number {
  const aged = rules.decay === undefined ? confidence : decayed(confidence, ranking, rules.decay)
  const kept = 1 - (rules.unwanted?.get(id) ?? 0)
  const factor = rules.boost?.(id, ranking) ?? 1
  return kept * factor * (aged * (1 + lift(id, rules.popularity)) + seriesBonus(ranking, rules.series))
}

/** Whether a video is the part that comes next in a series. */
export function isNextPart({ series }: RankingPayload, next: ReadonlyMap<string, number>): boolean {
  return series !== undefined && next.get(series.key) === series.part
}

/** Logarithmic: from 1,000 views to a million counts as much as from one to 1,000. */
function lift(id: string, popularity: Popularity | undefined): number {
  if (popularity === undefined) return 0
  const views = popularity.views.get(id) ?? 0
  return popularity.strength * Math.min(1, Math.log1p(views) / Math.log1p(MANY_VIEWS))
}

function seriesBonus(ranking: RankingPayload, series: SeriesBonus | undefined): number {
  return series !== undefined && isNextPart(ranking, series.next) ? series.bonus : 0
}
