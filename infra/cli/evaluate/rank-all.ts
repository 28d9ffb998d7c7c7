import { RANKING_DEPTH } from '#shared/evaluation/metrics.ts'
import { buildTfidf } from '#shared/evaluation/tfidf.ts'
import type { Video } from '#shared/video/event.ts'
import type { CliContext } from '../context.ts'
import { createPool } from '../publish/pool.ts'
import { startProgress } from '../terminal/progress.ts'
import { plainText } from './fields.ts'
import type { AskedRanker } from './rankers.ts'

/** The ranked ids of each seed. */
export type Rankings = ReadonlyMap<string, readonly string[]>

const CONCURRENCY = 4

/** Asks a ranker for every seed. @throws its first fault. */
export async function rankAll(seeds: readonly string[], ranker: AskedRanker, { stderr, signal }: CliContext): Promise<Rankings> {
  const progress = startProgress(stderr, { label: 'rank', unit: 'seeds', total: seeds.length })
  const rankings = new Map<string, readonly string[]>()
  const pool = createPool(CONCURRENCY)
  try {
    for (const seed of seeds) {
      signal.throwIfAborted()
      await pool.add(async () => void rankings.set(seed, await ranker(seed)))
      progress.update(rankings.size, rankings.size)
    }
  } finally {
    await pool.settled()
    progress.stop()
  }
  pool.check()
  return rankings
}

/** What TF-IDF says of every seed, over the same fields. */
export function tfidfRankings(seeds: readonly string[], catalogue: ReadonlyMap<string, Video>): Rankings {
  const ids = [...catalogue.keys()]
  const positions = new Map(ids.map((id, position) => [id, position]))
  const index = buildTfidf(Array.from(catalogue.values(), plainText))
  const ranking = (seed: string) => index.nearest(positions.get(seed) ?? -1, RANKING_DEPTH).map((position) => ids[position] ?? '')
  return new Map(seeds.map((seed) => [seed, ranking(seed)]))
}
