import { readFile } from 'node:fs/promises'
import { periodParameters } from '#shared/feedback/period.ts'
import type { FeedbackWarehouse } from '#shared/feedback/warehouse.ts'
import type { Place } from './place.ts'
import { query } from './query.ts'

const OF_VIEWERS = 'WHERE viewer IN UNNEST(@pseudonyms)'

/** The reading side of the feedback; a subscription of Pub/Sub writes it. */
export function createFeedbackWarehouse(place: Place): FeedbackWarehouse {
  const table = `\`${place.path}.feedback_events\``
  return {
    report: async (name, period) => {
      const sql = inDataset(place, await readFile(new URL(`./reports/${name}.sql`, import.meta.url), 'utf8'))
      return query(place, `report ${name}`, { sql, params: periodParameters(sql, period) })
    },
    countOfViewers: async (pseudonyms) => {
      const sql = `SELECT COUNT(*) AS n FROM ${table} ${OF_VIEWERS}`
      const [row] = await query<{ readonly n: number }>(place, 'count feedback of viewers', { sql, params: { pseudonyms } })
      return row?.n ?? 0
    },
    // Rows that a subscription wrote can be deleted at once: it uses the Storage Write API.
    eraseViewers: async (pseudonyms) => {
      if (pseudonyms.length === 0) return
      await query(place, 'erase feedback of viewers', { sql: `DELETE FROM ${table} ${OF_VIEWERS}`, params: { pseudonyms } })
    },
  }
}

/** A statement over the feedback's views; days are given as text, which BigQuery does not compare with dates. */
function inDataset({ path }: Place, sql: string): string {
  return sql.replaceAll('${dataset}', path).replaceAll(/@(from|to)\b/g, 'CAST(@$1 AS DATE)')
}
