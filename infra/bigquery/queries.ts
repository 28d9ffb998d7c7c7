import type { DocumentChange, VectorRow, Warehouse } from '#shared/warehouse/warehouse.ts'
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

interface SelectedVector {
  readonly id: string
  readonly text_hash: string
  readonly mix: string
  readonly vector: readonly number[]
}

/** Rows that redelivery repeated come once. */
export async function vectorsOf(
  place: Place,
  recipeDigest: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly VectorRow[]>> {
  if (ids.length === 0) return new Map()
  const sql = `SELECT id, text_hash, mix, vector FROM \`${place.path}.video_vectors\`
    WHERE recipe_digest = @recipeDigest AND id IN UNNEST(@ids)
    QUALIFY ROW_NUMBER() OVER (PARTITION BY id, text_hash ORDER BY ingested_at) = 1`
  const rows = await query<SelectedVector>(place, 'read vectors', { sql, params: { recipeDigest, ids } })
  const vectors = rows.map(({ id, text_hash, mix, vector }) => ({
    id,
    recipeDigest,
    textHash: text_hash,
    mix,
    vector: Float32Array.from(vector),
  }))
  return Map.groupBy(vectors, ({ id }) => id)
}

export async function countVectors({ path, ...place }: Place, recipeDigest: string): Promise<number> {
  const sql = `SELECT COUNT(*) AS \`rows\` FROM
    (SELECT DISTINCT id, text_hash FROM \`${path}.video_vectors\` WHERE recipe_digest = @recipeDigest)`
  const [counted] = await query<{ readonly rows: number }>({ path, ...place }, 'count vectors', { sql, params: { recipeDigest } })
  return counted?.rows ?? 0
}
