import { UpnextError } from '#shared/errors.ts'
import type { VideoContent, Warehouse } from '#shared/warehouse/warehouse.ts'
import type { Place } from './place.ts'
import { query } from './query.ts'
import { retrying } from './retry.ts'
import { SNAPSHOT_PREFIX } from './snapshot.ts'

/** What a delete leaves has no content and stays. */
const CONTENT = {
  changes: { table: 'video_changes', where: 'id IN UNNEST(@ids) AND NOT deleted' },
  vectors: { table: 'video_vectors', where: 'id IN UNNEST(@ids)' },
  signals: { table: 'video_signals', where: 'id IN UNNEST(@ids)' },
} as const

/** How many rows hold content of the videos, repeated ones too. */
export async function contentOf(place: Place, ids: readonly string[]): Promise<VideoContent> {
  const counts = Object.entries(CONTENT).map(
    ([name, { table, where }]) => `(SELECT COUNT(*) FROM \`${place.path}.${table}\` WHERE ${where}) AS ${name}`,
  )
  const [content] = await query<VideoContent>(place, 'count content', { sql: `SELECT ${counts.join(', ')}`, params: { ids } })
  return content ?? { changes: 0, vectors: 0, signals: 0 }
}

/**
 * Deletes the rows that hold content, in snapshots under way too. Rows that were written through the Storage Write API can be deleted at once.
 * @NOTE For `maxTimeTravelHours` (schema/tables.json) the past of a table can still be queried, and for 7 days more Google can restore it.
 */
export async function eraseContent(place: Place, ids: readonly string[]): ReturnType<Warehouse['erase']> {
  if (ids.length === 0) return
  const snapshots = (await snapshotsOf(place)).map((table) => ({ table, where: CONTENT.vectors.where }))
  for (const { table, where } of [...Object.values(CONTENT), ...snapshots]) {
    await query(place, `erase from ${table}`, { sql: `DELETE FROM \`${place.path}.${table}\` WHERE ${where}`, params: { ids } }).catch(gone)
  }
}

/** A snapshot may be dropped at any time by the process that reads it. */
function gone(error: unknown): void {
  if (!(error instanceof UpnextError) || error.code !== 'not-found') throw error
}

async function snapshotsOf(place: Place): Promise<string[]> {
  const [tables] = await retrying(async () => (await place.rest()).dataset(place.dataset).getTables(), 'list tables')
  return tables.flatMap(({ id }) => (id?.startsWith(SNAPSHOT_PREFIX) === true ? [id] : []))
}
