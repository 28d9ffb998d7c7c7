import { coWatchLists, coWatchParameters, coWatchSql, type CoWatchRow } from '#infra/watches/co-watch.ts'
import { NEWEST_SQL, sourceOf } from '#infra/watches/source.ts'
import { trendingByRegion, trendingParameters, trendingSql, type TrendingRow } from '#infra/watches/trending.ts'
import type { Watches } from '#shared/watches/watches.ts'
import type { Threads } from '../threads.ts'
import { withViews } from './statements.ts'

/** Videos whose lists are made by one statement: each reads all watches again. */
const SEEDS = 2000
const SOURCE = sourceOf("strftime('%Y-%m-%d', @from / 1000, 'unixepoch')")
const PAGE = `seed > @afterSeed ORDER BY seed LIMIT ${SEEDS}`

export function createWatches({ read }: Pick<Threads, 'read'>): Watches {
  const select = async <Row>(statement: string, parameters: Readonly<Record<string, number | string>>): Promise<readonly Row[]> => {
    const sql = await withViews(statement)
    return (await read('select', { sql, parameters: { ...parameters } })) as never
  }
  return {
    coWatch: async function* (rules, span, now) {
      const parameters = coWatchParameters(rules, span, now)
      for (let afterSeed = ''; ;) {
        const lists = coWatchLists(await select<CoWatchRow>(coWatchSql(SOURCE, PAGE), { ...parameters, afterSeed }), now)
        if (lists.length > 0) yield lists
        const last = lists.at(-1)
        if (last === undefined || lists.length < SEEDS) return
        afterSeed = last.id
      }
    },
    trending: async (rules, now) => trendingByRegion(await select<TrendingRow>(trendingSql(SOURCE), trendingParameters(rules, now)), rules),
    newest: async () => {
      const [row] = await select<{ readonly newest: number | null }>(NEWEST_SQL, {})
      return row?.newest ?? undefined
    },
  }
}
