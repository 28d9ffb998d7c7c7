import type { Near, VectorRow } from '#shared/warehouse/warehouse.ts'
import type { Connection } from './connection.ts'
import { bytesOf } from './index/candidates.ts'
import { floatsOf } from './index/reads.ts'

export function appendVectors(connection: Connection, { rows }: { rows: readonly VectorRow[] }): void {
  for (const { id, recipeDigest, textHash, mix, vector } of rows) {
    connection.run('INSERT INTO recipes (digest) VALUES ($recipeDigest) ON CONFLICT DO NOTHING', { recipeDigest })
    connection.run(
      `INSERT INTO made_vectors (id, recipe, text_hash, mix, vector)
       SELECT $id, n, $textHash, $mix, $vector FROM recipes WHERE digest = $recipeDigest ON CONFLICT DO NOTHING`,
      { id, recipeDigest, textHash, mix, vector: bytesOf(vector) },
    )
  }
}

const OF_RECIPE = 'FROM made_vectors WHERE recipe = (SELECT n FROM recipes WHERE digest = $recipeDigest)'

export function vectorsOf(
  connection: Connection,
  { recipeDigest, ids }: { recipeDigest: string; ids: readonly string[] },
): Map<string, VectorRow[]> {
  const sql = `SELECT id, text_hash, mix, vector ${OF_RECIPE} AND id IN (SELECT value FROM json_each($ids))`
  const rows = connection.all(sql, { recipeDigest, ids: JSON.stringify(ids) }).map(({ id, text_hash, mix, vector }) => ({
    id: String(id),
    recipeDigest,
    textHash: String(text_hash),
    mix: String(mix),
    vector: vector instanceof Uint8Array ? floatsOf(vector) : new Float32Array(),
  }))
  return Map.groupBy(rows, ({ id }) => id)
}

export function countVectors(connection: Connection, { recipeDigest }: { recipeDigest: string }): number {
  return Number(connection.get(`SELECT count(*) AS rows ${OF_RECIPE}`, { recipeDigest })?.['rows'])
}

/** Vectors are of length 1: the product is the cosine. */
export function nearestVectors(
  connection: Connection,
  { recipeDigest, ids, limit }: { recipeDigest: string; ids: readonly string[]; limit: number },
): Map<string, Near[]> {
  const sql = `SELECT s.id AS seed, v.id, 1 - vec_distance_cosine(v.vector, s.vector) AS cosine FROM newest s JOIN newest v ON v.id <> s.id
    WHERE s.id = $seed ORDER BY cosine DESC, v.id LIMIT $limit`
  const newest = `WITH newest AS (SELECT id, vector ${OF_RECIPE} AND n IN (SELECT max(n) ${OF_RECIPE} GROUP BY id))`
  const nearest = ids.map((seed) => {
    const rows = connection.all(`${newest} ${sql}`, { recipeDigest, seed, limit })
    return [seed, rows.map(({ id, cosine }) => ({ id: String(id), cosine: Number(cosine) }))] as const
  })
  return new Map(nearest.filter(([, rows]) => rows.length > 0))
}
