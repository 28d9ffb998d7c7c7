/**
 * What 200 candidates cost: fetching them from the index, parsing, and ranking, and how many bytes a request moves.
 *
 *     npm run bench:rank -- [--videos 20000] [--requests 200] [--qdrant URL]
 *
 * Videos are made up: random vectors around topics, words, channels, a tenth of them near-duplicates.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { openQdrant } from '#infra/qdrant/open.ts'
import { openSqlite } from '#infra/sqlite/open.ts'
import { quantile } from '#shared/evaluation/interval.ts'
import { packRanking } from '#shared/index/ranking-codec.ts'
import type { Candidate, VideoIndex } from '#shared/index/video-index.ts'
import { rankCandidates } from '#shared/recommendation/rank/candidates.ts'
import { place } from '#shared/recommendation/rank/channel-cap.ts'
import { diversified } from '#shared/recommendation/rank/dpp.ts'
import { collapse } from '#shared/recommendation/rank/duplicates.ts'
import { createFeatures } from '#shared/recommendation/rank/features.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { madeUpPoints } from './made-up-points.ts'
import { machineLine, printTable } from './report.ts'

const CANDIDATES = 200
const ITEMS = 12
const NOW = Date.UTC(2026, 0, 1)

/** All that stands between candidates and a shelf: worth with every rule, duplicates, diversity, the cap. */
function rank(candidates: readonly Candidate[]): number {
  const features = createFeatures()
  const rules = {
    decay: { strength: 0.5, halfLifeDays: 90, now: NOW },
    popularity: { strength: 0.05, views: new Map(candidates.map(({ id }, i) => [id, i])) },
    series: { bonus: 0.3, next: new Map<string, number>() },
  }
  const ranked = collapse(rankCandidates(candidates, 'tdg', DEFAULT_RECIPE, rules), features)
  const choices = ranked.map(({ worth, ranking }) => ({ worth, about: features(ranking).sketch ?? new Float32Array(64) }))
  const arranged = diversified(choices, 0.5, 3 * ITEMS).flatMap((i) => ranked[i] ?? [])
  return place(arranged, ITEMS, { perChannel: 3, window: 12 }, { yields: true }).length
}

async function measure(name: string, index: VideoIndex, videos: number, requests: number): Promise<readonly string[]> {
  const points = madeUpPoints(videos)
  await index.createCollection('bench', { dimensions: DEFAULT_RECIPE.dimensions, recipeDigest: 'bench' })
  for (let i = 0; i < points.length; i += 256) await index.upsert('bench', points.slice(i, i + 256))
  const [fetching, ranking, bytes]: [number[], number[], number[]] = [[], [], []]
  for (let i = 0; i < requests; i++) {
    const { vector = new Float32Array(), words } = points[(i * 7919) % points.length] ?? points[0] ?? {}
    const filter = { now: NOW, regions: [], ageRestricted: false, languages: ['en'] }
    const start = performance.now()
    const found = await index.candidates('bench', { vector, words: words ?? new Map(), filter, limit: CANDIDATES, retrieve: 'dense' })
    const fetched = performance.now()
    rank(found)
    fetching.push(fetched - start)
    ranking.push(performance.now() - fetched)
    bytes.push(found.reduce((sum, candidate) => sum + packRanking(candidate.ranking).length + candidate.id.length + 16, 0))
  }
  const at = (values: readonly number[], share: number) => quantile(Float64Array.from(values).sort(), share)
  const together = fetching.map((ms, i) => ms + (ranking[i] ?? 0))
  const ms = [fetching, ranking, together].flatMap((values) => [at(values, 0.5).toFixed(2), at(values, 0.95).toFixed(2)])
  return [name, ...ms, `${(at(bytes, 0.5) / 1000).toFixed(1)} kB`, `${Math.round(at(bytes, 0.5) / CANDIDATES)} B`]
}

async function main(): Promise<void> {
  const options = new Command('npm run bench:rank --')
    .description('Fetching, parsing and ranking 200 candidates.')
    .option('--videos <n>', 'videos in the index', Number, 20_000)
    .option('--requests <n>', 'requests measured', Number, 200)
    .option('--qdrant <url>', 'a Qdrant server to measure too')
    .parse()
    .opts<{ videos: number; requests: number; qdrant?: string }>()
  const folder = await mkdtemp(join(tmpdir(), 'upnext-bench-'))
  const rows: (readonly string[])[] = []
  try {
    const stores = await openSqlite({ path: join(folder, 'rank.db') })
    rows.push(await measure('SQLite', stores.index, options.videos, options.requests).finally(() => stores.close()))
    if (options.qdrant !== undefined) {
      const remote = openQdrant({ url: options.qdrant, namespace: 'bench-rank', readTimeoutMs: 20_000, timeoutMs: 60_000 })
      const work = measure('Qdrant', remote.index, options.videos, options.requests)
      rows.push(await work.finally(() => remote.index.dropCollection('bench')).finally(() => remote.close()))
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  const heads = ['fetch + parse p50', 'p95', 'rank p50', 'p95', 'together p50', 'p95'].map((head) => `${head} ms`)
  printTable(['index', ...heads, 'a request', 'a candidate'], rows)
  console.log(machineLine())
}

await main()
