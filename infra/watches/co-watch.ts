import { MAX_CO_WATCHED } from '#shared/signals/co-watch.ts'
import type { CoWatched, CoWatchList } from '#shared/signals/co-watch.ts'
import type { CoWatchRules } from '#shared/watches/co-watch.ts'
import type { StoredSpan } from '#shared/watches/watches.ts'
import { DAY, WATCHED, type WatchSource } from './source.ts'

/** Parameters of `coWatchSql`, but for the page. */
export function coWatchParameters(rules: CoWatchRules, { after, until }: StoredSpan, now: number) {
  const { windowDays, halfLifeDays, minPercent, history, watchers, minViewers, shrinkage, damping } = rules
  const from = now - windowDays * DAY
  return { after, until, now, from, halfLife: halfLifeDays * DAY, minPercent, history, watchers, minViewers, shrinkage, damping }
}

/**
 * Seed by seed, one row an item, best first; a seed whose viewers do not agree on any has one row without. `coWatchOf` in
 * shared/watches/co-watch.ts is the same in plain code. @param page what limits the seeds, as in `seed > @afterSeed ORDER BY seed LIMIT @seeds`.
 */
export function coWatchSql({ events }: WatchSource, page: string): string {
  return `WITH counted AS (SELECT viewer, item AS video, at, stored FROM (${events}) e WHERE ${WATCHED} AND at > @from AND at <= @now),
    seeds AS (
      SELECT seed FROM (SELECT DISTINCT video AS seed FROM counted WHERE stored > @after AND stored <= @until) t WHERE ${page}),
    latest AS (SELECT viewer, video, MAX(at) AS at FROM counted GROUP BY viewer, video),
    placed AS (SELECT viewer, video, at, ROW_NUMBER() OVER (PARTITION BY viewer ORDER BY at DESC, video) AS place FROM latest),
    kept AS (SELECT viewer, video, at, COUNT(*) OVER (PARTITION BY viewer) AS videos FROM placed WHERE place <= @history),
    weighed AS (
      SELECT viewer, video, at, 1 / LN(1 + videos) AS of_viewer, POW(2, (at - @now) / (1.0 * @halfLife)) AS of_age FROM kept),
    sizes AS (SELECT video, SUM(of_viewer * of_age) AS size FROM weighed GROUP BY video),
    own AS (
      SELECT w.*, ROW_NUMBER() OVER (PARTITION BY w.video ORDER BY w.at DESC, w.viewer) AS place
      FROM weighed w JOIN seeds s ON s.seed = w.video),
    watched AS (SELECT * FROM own WHERE place <= @watchers),
    viewers AS (SELECT video AS seed, COUNT(*) AS viewers FROM watched GROUP BY video),
    pairs AS (
      SELECT w.video AS seed, o.video AS other, COUNT(*) AS together,
        SUM(CASE WHEN o.at > w.at THEN 1 ELSE 0 END) AS later,
        SUM(w.of_viewer * CASE WHEN o.at < w.at THEN o.of_age ELSE w.of_age END) AS common
      FROM watched w JOIN weighed o ON o.viewer = w.viewer AND o.video <> w.video
      GROUP BY w.video, o.video HAVING COUNT(*) >= @minViewers),
    scored AS (
      SELECT p.seed, p.other, p.together, p.later,
        p.common / (SQRT(s.size) * POW(o.size, @damping)) * p.common / (p.common + @shrinkage) AS score
      FROM pairs p JOIN sizes s ON s.video = p.seed JOIN sizes o ON o.video = p.other),
    best AS (SELECT scored.*, ROW_NUMBER() OVER (PARTITION BY seed ORDER BY score DESC, other) AS place FROM scored)
    SELECT s.seed, COALESCE(v.viewers, 0) AS viewers, b.other, b.score, b.together, b.later
    FROM seeds s LEFT JOIN viewers v ON v.seed = s.seed LEFT JOIN best b ON b.seed = s.seed AND b.place <= ${MAX_CO_WATCHED}
    ORDER BY s.seed, b.place`
}

/** A row of `coWatchSql`. */
export interface CoWatchRow {
  readonly seed: string
  readonly viewers: number
  readonly other: string | null
  readonly score: number | null
  readonly together: number | null
  readonly later: number | null
}

export function coWatchLists(rows: readonly CoWatchRow[], computedAt: number): CoWatchList[] {
  return Array.from(
    Map.groupBy(rows, ({ seed }) => seed),
    ([id, own]) => ({
      id,
      computedAt,
      viewers: own[0]?.viewers ?? 0,
      items: own.flatMap(itemOf),
    }),
  )
}

function itemOf({ other, score, together, later }: CoWatchRow): CoWatched[] {
  return other === null ? [] : [{ id: other, score: Number(score), viewers: Number(together), after: Number(later) }]
}
