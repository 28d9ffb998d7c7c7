import type { Seed } from '#shared/index/video-index.ts'
import { quarterHour } from '../rank/freshness.ts'
import type { TierContext } from '../tiers/tier.ts'
import { within } from '../upkeep/deadline.ts'
import type { Views } from '../upkeep/views.ts'
import { boostOf, editorialAt } from './editorial.ts'
import type { Placement } from './placement-schema.ts'
import type { RecommendRequest } from './request.ts'

/** A prior is not worth waiting for: so much of the index budget it gets. */
const VIEWS_SHARE = 0.25

/** What counts beside likeness, from the request, its placement and its seeds. @param now Epoch milliseconds. */
export function rulesOf(request: RecommendRequest, placement: Placement, seeds: readonly Seed[], now: number): TierContext['rules'] {
  const { freshness, halfLifeDays, halfLifeDaysByCategory, seriesBonus } = placement.ranking
  const { boosts } = editorialAt(placement, now)
  return {
    decay: { strength: request.freshness ?? freshness, halfLifeDays, halfLifeDaysByCategory, now: quarterHour(now) },
    series: { bonus: seriesBonus, next: nextParts(seeds) },
    ...(boosts.length > 0 && { boost: (id, ranking) => boostOf(boosts, id, ranking) }),
  }
}

export function popularityOf(views: Views | undefined, { ranking }: Placement, budgetMs: number): TierContext['popularity'] {
  if (views === undefined) return { strength: 0, viewsOf: () => Promise.resolve(undefined) }
  return {
    strength: ranking.popularity,
    viewsOf: (ids) => within(budgetMs * VIEWS_SHARE, views.of(ids)).catch(() => undefined),
  }
}

/** By series, the part after the last that was watched. */
function nextParts(seeds: readonly Seed[]): ReadonlyMap<string, number> {
  const next = new Map<string, number>()
  for (const { ranking } of seeds) {
    if (ranking.series === undefined) continue
    const { key, part } = ranking.series
    next.set(key, Math.max(part + 1, next.get(key) ?? 0))
  }
  return next
}
