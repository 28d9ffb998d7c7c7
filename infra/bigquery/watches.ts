import { coWatchLists, coWatchParameters, coWatchSql, type CoWatchRow } from '#infra/watches/co-watch.ts'
import { NEWEST_SQL, sourceOf } from '#infra/watches/source.ts'
import { trendingByRegion, trendingParameters, trendingSql, type TrendingRow } from '#infra/watches/trending.ts'
import type { CoWatchList } from '#shared/signals/co-watch.ts'
import type { Watches } from '#shared/watches/watches.ts'
import type { Place } from './place.ts'
import { query, queryPages } from './query.ts'

const SOURCE = sourceOf('DATE(TIMESTAMP_MILLIS(@from))')
/** Rows of a page; a list has at most 50. */
const PAGE_ROWS = 20_000

export function createWatches(place: Place): Watches {
  const statement = (sql: string): string => sql.replaceAll('${dataset}', place.path)
  return {
    coWatch: (rules, span, now) => {
      const read = { sql: statement(coWatchSql(SOURCE, 'TRUE')), params: coWatchParameters(rules, span, now) }
      return wholeLists(queryPages<CoWatchRow>(place, 'co-watch', read, PAGE_ROWS), now)
    },
    trending: async (rules, now) => {
      const read = { sql: statement(trendingSql(SOURCE)), params: trendingParameters(rules, now) }
      return trendingByRegion(await query<TrendingRow>(place, 'trending', read), rules)
    },
    newest: async () => {
      const [row] = await query<{ readonly newest: number | null }>(place, 'newest feedback', { sql: statement(NEWEST_SQL) })
      return row?.newest ?? undefined
    },
  }
}

/** A page may end within a list: what has begun waits for the next one. */
async function* wholeLists(pages: AsyncIterable<readonly CoWatchRow[]>, now: number): AsyncGenerator<readonly CoWatchList[]> {
  let begun: readonly CoWatchRow[] = []
  for await (const page of pages) {
    const rows = [...begun, ...page]
    const last = rows.at(-1)?.seed
    begun = rows.filter(({ seed }) => seed === last)
    const whole = coWatchLists(
      rows.filter(({ seed }) => seed !== last),
      now,
    )
    if (whole.length > 0) yield whole
  }
  if (begun.length > 0) yield coWatchLists(begun, now)
}
