import { WORLD } from '#shared/signals/trending.ts'
import { trendingScore, type TrendingRules } from '#shared/watches/trending.ts'
import type { TrendingVideo } from '#shared/signals/trending.ts'
import { HOUR, WATCHED, type WatchSource } from './source.ts'

/** Half-lives of what is usual that are looked back. */
const LOOK_BACK = 4

export function trendingParameters(rules: TrendingRules, now: number) {
  const { minPercent, windowHours, videosAViewer, halfLifeHours, usualHalfLifeHours, click, ownTier, minViewers } = rules
  return {
    now,
    from: now - LOOK_BACK * usualHalfLifeHours * HOUR,
    window: windowHours * HOUR,
    videosAViewer,
    halfLife: halfLifeHours * HOUR,
    usualHalfLife: usualHalfLifeHours * HOUR,
    minPercent,
    click,
    ownTier,
    minViewers,
  }
}

/**
 * One row a video of a region, and of the world: how much it was watched of late, and usually. Within a window a viewer counts once a video,
 * by the best of what was done, and for so many videos only.
 */
export function trendingSql({ events }: WatchSource): string {
  return `WITH counted AS (
      SELECT viewer, item, COALESCE(region, '${WORLD}') AS region, at, FLOOR((at - @from) / (1.0 * @window)) AS part,
        CASE WHEN ${WATCHED} THEN 1.0 ELSE 1.0 * @click END * CASE WHEN tier IN ('trending', 'latest') THEN 1.0 * @ownTier ELSE 1.0 END AS weight
      FROM (${events}) e WHERE at > @from AND at <= @now AND (type = 'click' OR (${WATCHED}))),
    once AS (
      SELECT viewer, item, part, MAX(region) AS region, MIN(at) AS at, MAX(weight) AS weight FROM counted GROUP BY viewer, item, part),
    placed AS (SELECT once.*, ROW_NUMBER() OVER (PARTITION BY viewer, part ORDER BY at, item) AS place FROM once),
    seen AS (SELECT * FROM placed WHERE place <= @videosAViewer),
    regional AS (SELECT * FROM seen WHERE region <> '${WORLD}'),
    everywhere AS (SELECT '${WORLD}' AS area, seen.* FROM seen UNION ALL SELECT region AS area, regional.* FROM regional)
    SELECT area AS region, item AS id, SUM(weight * POW(2, (at - @now) / (1.0 * @halfLife))) AS recent,
      SUM(weight * POW(2, (at - @now) / (1.0 * @usualHalfLife))) AS usual
    FROM everywhere GROUP BY area, item HAVING COUNT(DISTINCT viewer) >= @minViewers`
}

/** A row of `trendingSql`. */
export interface TrendingRow {
  readonly region: string
  readonly id: string
  readonly recent: number
  readonly usual: number
}

export function trendingByRegion(rows: readonly TrendingRow[], rules: TrendingRules): ReadonlyMap<string, readonly TrendingVideo[]> {
  const byRegion = Map.groupBy(rows, ({ region }) => region)
  return new Map(
    Array.from(byRegion, ([region, own]) => {
      const scored = own.map(({ id, recent, usual }) => ({ id, score: trendingScore(recent, usual, rules) }))
      const best = scored.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      return [region, best.slice(0, region === WORLD ? rules.ofWorld : rules.ofRegion)]
    }),
  )
}
