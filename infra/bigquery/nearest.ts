import type { Near } from '#shared/warehouse/warehouse.ts'
import type { Place } from './place.ts'
import { query } from './query.ts'

/**
 * The cosine written out, with no index in between. Seeds are named rather than sent, so that one pass over the vectors serves all of them: the
 * bytes of a recipe's vectors are what it costs.
 */
export async function nearestVectors(
  place: Place,
  recipeDigest: string,
  ids: readonly string[],
  limit: number,
): Promise<ReadonlyMap<string, readonly Near[]>> {
  if (ids.length === 0) return new Map()
  const sql = `WITH newest AS (SELECT id, vector, SQRT((SELECT SUM(x * x) FROM UNNEST(vector) AS x)) AS length
      FROM \`${place.path}.latest_vectors\` WHERE recipe_digest = @recipeDigest),
    measured AS (
      SELECT s.id AS seed, v.id, (
        SELECT SUM(a * b) FROM UNNEST(s.vector) AS a WITH OFFSET AS i JOIN UNNEST(v.vector) AS b WITH OFFSET AS j ON i = j
      ) / NULLIF(s.length * v.length, 0) AS cosine
      FROM newest AS s CROSS JOIN newest AS v WHERE s.id IN UNNEST(@ids) AND v.id != s.id)
    SELECT seed, id, cosine FROM measured WHERE cosine IS NOT NULL
    QUALIFY ROW_NUMBER() OVER (PARTITION BY seed ORDER BY cosine DESC, id) <= @limit ORDER BY seed, cosine DESC, id`
  const rows = await query<Near & { readonly seed: string }>(place, 'measure vectors', { sql, params: { recipeDigest, ids, limit } })
  const bySeed = Map.groupBy(rows, ({ seed }) => seed)
  return new Map(Array.from(bySeed, ([seed, found]) => [seed, found.map(({ id, cosine }) => ({ id, cosine }))]))
}

/** Reads the ids alone. */
export async function sampleIds(place: Place, seed: number, limit: number): Promise<readonly string[]> {
  const sql = `SELECT id FROM (SELECT DISTINCT id FROM \`${place.path}.video_changes\`)
    ORDER BY TO_HEX(SHA256(CONCAT(@seed, ':', id))) LIMIT @limit`
  const rows = await query<{ readonly id: string }>(place, 'sample', { sql, params: { seed: String(seed), limit } })
  return rows.map(({ id }) => id)
}

export async function lastIngestedAt(place: Place): Promise<number | undefined> {
  const sql = `SELECT UNIX_MILLIS(MAX(ingested_at)) AS last FROM \`${place.path}.video_changes\``
  const [row] = await query<{ readonly last: number | null }>(place, 'newest', { sql })
  return row?.last ?? undefined
}
