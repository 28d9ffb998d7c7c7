/**
 * The SQL of one answer, bare, in a worker thread: the seed, its candidates, and what a shelf of them looks like. No HTTP, no ranking.
 * Words are weighted once beforehand, as the product keeps them in memory.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { openConnection } from '#infra/sqlite/connection.ts'
import { candidates } from '#infra/sqlite/index/candidates.ts'
import { displays, seeds } from '#infra/sqlite/index/reads.ts'
import { transaction } from '#infra/sqlite/transaction.ts'
import type { WordQuery } from '#shared/index/video-index.ts'
import { PLACEMENTS } from '#shared/recommendation/request/placements.ts'
import { NO_RARITY } from '#shared/recipe/statistics/rarity.ts'
import { wordQuery } from '#shared/text/word-query.ts'

export interface SqlSettings {
  readonly path: string
  readonly collection: string
  readonly ids: readonly string[]
  readonly languages: readonly string[]
  readonly items: number
}

const { path, collection, ids, languages, items } = workerData as SqlSettings
const limit = PLACEMENTS['default']?.candidates ?? 0
const connection = openConnection({ path, mode: 'read' })
const queries = new Map<string, WordQuery>(ids.map((id) => [id, queryOf(id)]))

parentPort?.on('message', (id: string) => {
  const seed = read(() => seeds(connection, { collection, ids: [id] })).get(id)
  if (seed === undefined) throw new Error(`There is no seed ${id}.`)
  const filter = { now: Date.now(), regions: [], ageRestricted: false, languages, notIds: [id] }
  const query = {
    words: queries.get(id) ?? new Map<string, number>(),
    filter,
    limit,
    retrieve: seed.vector === undefined ? ('words' as const) : ('dense' as const),
  }
  const content = seed.vector === undefined ? query : { ...query, vector: seed.vector }
  const found = read(() => candidates(connection, { collection, query: content }))
  const shown = read(() => displays(connection, { collection, ids: found.ids.slice(0, items) }))
  parentPort?.postMessage(shown.size)
})
parentPort?.postMessage('ready')

function queryOf(id: string): WordQuery {
  const words = seeds(connection, { collection, ids: [id] }).get(id)?.words ?? new Map<string, number>()
  return wordQuery(words, NO_RARITY)
}

/** In a transaction of its own, as the index reads. */
function read<T>(action: () => T): T {
  return transaction(connection, 'DEFERRED', action)
}
