import type { Tables } from '../collections.ts'

/*
 * The SQL of candidates(), plain, so that a benchmark can run the same statements without the rest. `condition` comes from
 * `filterCondition`. Rows are found by number first: sorting carries nothing but what orders them.
 */

/** $vector: unit float32 blob; $limit. Exact: every point that passes is measured. For unit vectors the nearest have the greatest cosine. */
export function nearestSql({ points, vectors }: Tables, condition: string): string {
  // CROSS JOIN keeps the order: the filter first, and vectors only of what passes it. The index of the newest would shuffle the reads.
  const scan = condition.includes('$channels') ? '' : 'NOT INDEXED'
  return `SELECT p.n FROM ${points} p ${scan} CROSS JOIN ${vectors} v ON v.n = p.n WHERE ${condition}
    ORDER BY vec_distance_l2(v.vector, $vector), p.id LIMIT $limit`
}

/** $matches: JSON array of [row, score]; $limit. The best of them that pass. */
export function bestMatchesSql({ points }: Tables, condition: string): string {
  return `SELECT p.n FROM json_each($matches) j CROSS JOIN ${points} p ON p.n = (j.value ->> 0) WHERE ${condition}
    ORDER BY j.value ->> 1 DESC, p.id LIMIT $limit`
}

/** $numbers: JSON array of rows in the order wanted; $vector: unit float32 blob, or null. */
export function scoredSql({ points, vectors }: Tables): string {
  return `SELECT p.id, p.words, p.ranking, CASE WHEN $vector IS NULL OR v.n IS NULL THEN NULL ELSE vec_distance_l2(v.vector, $vector) END AS distance
    FROM json_each($numbers) j CROSS JOIN ${points} p ON p.n = j.value LEFT JOIN ${vectors} v ON v.n = p.n ORDER BY j.key`
}

/** $limit. */
export function latestSql({ points }: Tables, condition: string): string {
  return `SELECT p.id, p.ranking FROM ${points} p WHERE ${condition} ORDER BY p.published_at DESC, p.id LIMIT $limit`
}

/** $terms: JSON array of texts. */
export function termNumbersSql({ terms }: Tables): string {
  return `SELECT t, term FROM ${terms} WHERE term IN (SELECT value FROM json_each($terms))`
}

/** Cosine of two unit vectors at a Euclidean distance. */
export function cosineAt(distance: number): number {
  return 1 - (distance * distance) / 2
}
