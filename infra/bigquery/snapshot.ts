import { randomUUID } from 'node:crypto'
import { UpnextError } from '#shared/errors.ts'
import type { DocumentChange, Snapshot, SnapshotOptions } from '#shared/warehouse/warehouse.ts'
import type { Place } from './place.ts'
import { query, queryPages } from './query.ts'
import { CHANGE_COLUMNS, changeOf, type SelectedChange } from './rows.ts'

/** A backfill of a large catalogue takes days. What is forgotten goes by itself after so long. */
const EXPIRY_HOURS = 7 * 24
export const SNAPSHOT_PREFIX = 'snapshot_'

export interface ReadOptions {
  readonly afterId: string
  /** Rows of one answer. */
  readonly pageSize: number
  /** About how many rows of one sort: a range of ids is read at a time. */
  readonly rangeSize: number
}

/** A snapshot of all, read and dropped again. */
export async function* latestChanges(place: Place, options: ReadOptions): AsyncGenerator<DocumentChange> {
  const { id } = await takeSnapshot(place, {})
  try {
    yield* readSnapshot(place, id, options)
  } finally {
    await dropSnapshot(place, id)
  }
}

/**
 * Finds the winning changes once, into a table of their own that is clustered by id: every page of the view would run its window function
 * over all of history, and no sort could hold all documents at once.
 */
export async function takeSnapshot(place: Place, { since }: SnapshotOptions): Promise<Snapshot> {
  const id = randomUUID().replaceAll('-', '')
  const table = tableOf(place, id)
  const sql = `CREATE TABLE ${table} CLUSTER BY id
    OPTIONS (expiration_timestamp = TIMESTAMP_ADD(CURRENT_TIMESTAMP(), INTERVAL ${EXPIRY_HOURS} HOUR))
    AS ${since === undefined ? `SELECT * FROM \`${place.path}.latest_videos\`` : winningSince(place)}`
  await query(place, 'take a snapshot', { sql, ...(since !== undefined && { params: { since } }) })
  return { id, videos: await sizeOf(place, table) }
}

/** The filter on the partitioning column comes before the window function: only the last days' partitions are read. */
function winningSince({ path }: Place): string {
  return `SELECT * FROM \`${path}.video_changes\` WHERE ingested_at >= TIMESTAMP_MILLIS(@since)
    QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY version DESC, deleted DESC, digest DESC, ingested_at) = 1`
}

export async function* readSnapshot(
  place: Place,
  id: string,
  { afterId, pageSize, rangeSize }: ReadOptions,
): AsyncGenerator<DocumentChange> {
  const table = tableOf(place, id)
  for (const { after, until } of await rangesOf(place, table, afterId, rangeSize)) {
    const sql = `SELECT ${CHANGE_COLUMNS} FROM ${table} WHERE id > @after ${until === undefined ? '' : 'AND id <= @until'} ORDER BY id`
    const params = { after, ...(until === undefined ? {} : { until }) }
    for await (const page of queryPages<SelectedChange>(place, 'read a snapshot', { sql, params }, pageSize)) {
      for (const row of page) yield await changeOf(row)
    }
  }
}

export async function dropSnapshot(place: Place, id: string): Promise<void> {
  await query(place, 'drop a snapshot', { sql: `DROP TABLE IF EXISTS ${tableOf(place, id)}` })
}

/** @throws UpnextError `not-found` for what is no id of ours: it becomes part of SQL. */
function tableOf({ path }: Place, id: string): string {
  if (/^[0-9a-f]{32}$/.test(id)) return `\`${path}.${SNAPSHOT_PREFIX}${id}\``
  throw new UpnextError('not-found', `There is no snapshot "${id}".`, { fix: 'Take a new one.' })
}

interface Range {
  readonly after: string
  /** Missing for the last one. */
  readonly until?: string
}

async function sizeOf(place: Place, table: string, afterId = ''): Promise<number> {
  const sql = `SELECT COUNT(*) AS \`rows\` FROM ${table} WHERE id > @afterId`
  const [sized] = await query<{ readonly rows: number }>(place, 'count a snapshot', { sql, params: { afterId } })
  return sized?.rows ?? 0
}

/** Cuts the ids at approximate quantiles; wherever the cuts lie, the ranges hold every id once. */
async function rangesOf(place: Place, table: string, afterId: string, rangeSize: number): Promise<readonly Range[]> {
  const ranges = Math.ceil((await sizeOf(place, table, afterId)) / rangeSize)
  if (ranges <= 1) return ranges === 0 ? [] : [{ after: afterId }]
  const sql = `SELECT APPROX_QUANTILES(id, ${ranges}) AS cuts FROM ${table} WHERE id > @afterId`
  const [{ cuts } = { cuts: [] }] = await query<{ readonly cuts: readonly string[] }>(place, 'divide a snapshot', {
    sql,
    params: { afterId },
  })
  const inner = Array.from(new Set(cuts.slice(1, -1)))
  return [afterId, ...inner].map((after, i) => ({ after, ...(inner[i] === undefined ? {} : { until: inner[i] }) }))
}
