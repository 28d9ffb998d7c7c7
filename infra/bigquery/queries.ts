import type { DocumentChange, Warehouse } from '#shared/warehouse/warehouse.ts'
import type { Place } from './place.ts'
import { query } from './query.ts'
import { CHANGE_COLUMNS, changeOf, type SelectedChange } from './rows.ts'

/** The winning change of given videos. The filter on the clustered column comes before the window function, so that few blocks are read. */
export async function changesOf(place: Place, ids: readonly string[]): Promise<ReadonlyMap<string, DocumentChange>> {
  if (ids.length === 0) return new Map()
  const sql = `SELECT ${CHANGE_COLUMNS} FROM \`${place.path}.latest_videos\` WHERE id IN UNNEST(@ids)`
  const rows = await query<SelectedChange>(place, 'read changes', { sql, params: { ids } })
  return new Map(await Promise.all(rows.map(async (row) => [row.id, await changeOf(row)] as const)))
}

/** Rows that redelivery repeated count once. */
export async function count({ path, ...place }: Place): ReturnType<Warehouse['count']> {
  const sql = `SELECT
    (SELECT COUNT(*) FROM (SELECT DISTINCT id, version, deleted, digest FROM \`${path}.video_changes\`)) AS changes,
    (SELECT COUNT(DISTINCT id) FROM \`${path}.video_changes\`) AS videos,
    (SELECT COUNT(*) FROM (SELECT DISTINCT id, recipe_digest, text_hash FROM \`${path}.video_vectors\`)) AS vectors`
  const [counts] = await query<Awaited<ReturnType<Warehouse['count']>>>({ path, ...place }, 'count', { sql })
  return counts ?? { changes: 0, videos: 0, vectors: 0 }
}
