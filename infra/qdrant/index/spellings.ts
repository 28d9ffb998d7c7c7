import type { SpellingQuery } from '#shared/index/video-index.ts'
import { MAX_SEARCHES } from '../collections/limits.ts'
import type { Connection } from '../connection/connection.ts'
import { KEY, SPELLING } from '../keys.ts'
import { conditionsOf } from './filter.ts'
import { displayOf } from './payload.ts'
import { keysVector } from './words.ts'

export async function spelledLike(connection: Connection, collection: string, queries: readonly SpellingQuery[]): Promise<string[][]> {
  const titles: string[][] = []
  for (let i = 0; i < queries.length; i += MAX_SEARCHES) {
    titles.push(...(await search(connection, collection, queries.slice(i, i + MAX_SEARCHES))))
  }
  return titles
}

async function search(connection: Connection, collection: string, queries: readonly SpellingQuery[]): Promise<string[][]> {
  const searches = queries.map(({ keys, filter, limit }) => ({
    query: keysVector(keys),
    using: SPELLING,
    filter: conditionsOf(filter),
    limit,
    with_payload: [KEY.display],
  }))
  const answers = await connection.read((api, init) => api.queryBatchPoints({ collection_name: collection, searches }, init))
  return answers.map(({ points }) => points.map(({ payload }) => displayOf(payload ?? {}).title))
}
