import type { SpellingQuery } from '#shared/index/video-index.ts'
import { tablesOf } from '../collections.ts'
import type { Connection } from '../connection.ts'
import { filterCondition } from './filter-sql.ts'

interface Input {
  readonly collection: string
  readonly queries: readonly SpellingQuery[]
}

export function spelledLike(connection: Connection, { collection, queries }: Input): string[][] {
  const tables = tablesOf(connection, collection)
  const { points, spellings } = tables
  return queries.map(({ keys, filter, limit }) => {
    const { sql, parameters } = filterCondition(filter, tables)
    const rows = connection.all(
      `SELECT p.display ->> 'title' AS title FROM
         (SELECT s.n, count(*) AS shared FROM json_each($spelling) j CROSS JOIN ${spellings} s ON s.key = j.value GROUP BY s.n) f
         CROSS JOIN ${points} p ON p.n = f.n WHERE ${sql} ORDER BY f.shared DESC, p.id LIMIT $limit`,
      { ...parameters, spelling: JSON.stringify(keys), limit },
    )
    return rows.map(({ title }) => String(title))
  })
}
