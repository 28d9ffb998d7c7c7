import { randomUUID } from 'node:crypto'
import type { DocumentChange } from '#shared/warehouse/warehouse.ts'
import type { Place } from './place.ts'
import { query, queryPages } from './query.ts'
import { CHANGE_COLUMNS, changeOf, type SelectedChange } from './rows.ts'

/** Snapshots that a killed process left behind go by themselves after so long. */
const EXPIRY_HOURS = 24
export const SNAPSHOT_PREFIX = 'snapshot_'

export interface SnapshotOptions {
  readonly afterId: string
  /** Rows of one answer. */
  readonly pageSize: number
  /** About how many rows of one sort: a range of ids is read at a time. */
  readonly rangeSize: number
}

/**
 * The winning changes by id. They are found once, into a table of their own that is clustered by id, and read from there range by range:
 * every page of the view would run its window function over all of history, and no sort could hold all documents at once.
 */
export async function* latestChanges(place: Place, { afterId, pageSize, rangeSize }: SnapshotOptions): AsyncGenerator<DocumentChange> {
  const table = `\`${place.path}.${SNAPSHOT_PREFIX}${randomUUID().replaceAll('-', '')}\``
  await query(place, 'take a snapshot', { sql: snapshotSql(table, place), params: { afterId } })
  try {
    for (const { after, until } of await rangesOf(place, table, afterId, rangeSize)) {
      const sql = `SELECT ${CHANGE_COLUMNS} FROM ${table} WHERE id > @after ${until === undefined ? '' : 'AND id <= @until'} ORDER BY id`
      const params = { after, ...(until === undefined ? {} : { until }) }
      for await (const page of queryPages<SelectedChange>(place, 'read a snapshot', { sql, params }, pageSize)) {
        for (const row of page) yield await changeOf(row)
      }
    }
  } finally {
    await query(place, 'drop a snapshot', { sql: `DROP TABLE IF EXISTS ${table}` })
  }
}

function snapshotSql(table: string, { path }: Place): string {
  return `CREATE TABLE ${table} CLUSTER BY id
    OPTIONS (expiration_timestamp = TIMESTAMP_ADD(CURRENT_TIMESTAMP(), INTERVAL ${EXPIRY_HOURS} HOUR))
    AS SELECT * FROM \`${path}.latest_videos\` WHERE id > @afterId`
}

interface Range {
  readonly after: string
  /** Missing for the last one. */
  readonly until?: string
}

/** Cuts the ids at approximate quantiles; wherever the cuts lie, the ranges hold every id once. */
async function rangesOf(place: Place, table: string, afterId: string, rangeSize: number): Promise<readonly Range[]> {
  const [sized] = await query<{ readonly rows: number }>(place, 'count a snapshot', { sql: `SELECT COUNT(*) AS \`rows\` FROM ${table}` })
  const ranges = Math.ceil((sized?.rows ?? 0) / rangeSize)
  if (ranges <= 1) return ranges === 0 ? [] : [{ after: afterId }]
  const sql = `SELECT APPROX_QUANTILES(id, ${ranges}) AS cuts FROM ${table}`
  const [{ cuts } = { cuts: [] }] = await query<{ readonly cuts: readonly string[] }>(place, 'divide a snapshot', { sql })
  const inner = Array.from(new Set(cuts.slice(1, -1)))
  return [afterId, ...inner].map((after, i) => ({ after, ...(inner[i] === undefined ? {} : { until: inner[i] }) }))
}
