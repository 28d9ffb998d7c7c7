import type { CollectionRecord } from '#shared/index/registry.ts'
import type { Candidate, CandidateQuery, Seed, VideoIndex } from '#shared/index/video-index.ts'
import type { FieldMix } from '#shared/recipe/recipe.ts'
import type { Statistics } from '#shared/recipe/statistics/load.ts'
import { rankCandidates } from '#shared/recommendation/rank/candidates.ts'
import { PLACEMENTS } from '#shared/recommendation/request/placements.ts'
import { wordQuery } from '#shared/text/word-query.ts'

/** Places of the nearest that recall counts, and of the best that answers and their comparisons do. */
export const NEAREST = 20
export const BEST = 10
const CANDIDATES = PLACEMENTS['default']?.candidates ?? 150
/** Scores nearer than this are the same: float32 sums in another order. */
const TIE = 1e-5

export interface Searching {
  readonly index: VideoIndex
  readonly statistics: Statistics
  readonly clock: () => number
}

/** A search as answers make it, before floors, caps and tiers. */
export interface Searched {
  readonly found: readonly Candidate[]
  /** Ids by score, best first. */
  readonly ranked: readonly string[]
  readonly mixes: readonly FieldMix[]
  readonly ms: number
}

/** @param limit Candidates at most; as many as answers are made from by default. */
export async function searchFrom(
  seed: Seed,
  { name, recipe }: CollectionRecord,
  { index, statistics, clock }: Searching,
  limit = CANDIDATES,
): Promise<Searched> {
  const query = await queryOf(seed, recipe, statistics, clock(), limit)
  const started = performance.now()
  const found = await index.candidates(name, query)
  const ms = performance.now() - started
  const ranked = rankCandidates(found, seed.ranking.mix, recipe)
  return { found, ranked: ranked.map(({ id }) => id), mixes: ranked.slice(0, BEST).map(({ ranking }) => ranking.mix), ms }
}

/** The share of the nearest that a search found, beside one that measures every video. Undefined where there is none to be found. */
export async function recallOf(
  seed: Seed,
  found: readonly Candidate[],
  { name, recipe }: CollectionRecord,
  { index, statistics, clock }: Searching,
): Promise<number | undefined> {
  const query = await queryOf(seed, recipe, statistics, clock(), NEAREST)
  return recallAgainst(await index.candidates(name, { ...query, exact: true }), found)
}

/** Videos as near as the last of the nearest count as found, whichever of them it was. */
export function recallAgainst(exact: readonly Candidate[], found: readonly Candidate[]): number | undefined {
  const nearest = exact.flatMap(({ cosine }) => cosine ?? []).sort((a, b) => b - a)
  const wanted = Math.min(NEAREST, nearest.length)
  const last = nearest[wanted - 1]
  if (last === undefined) return undefined
  const ids = new Set(exact.map(({ id }) => id))
  const hits = found.filter(({ id, cosine = -1 }) => ids.has(id) || cosine >= last - TIE).length
  return Math.min(1, hits / wanted)
}

async function queryOf(
  seed: Seed,
  recipe: CollectionRecord['recipe'],
  statistics: Statistics,
  now: number,
  limit: number,
): Promise<CandidateQuery> {
  const words = wordQuery(seed.words, await statistics.rarity(recipe))
  const filter = { now, regions: [], ageRestricted: true, notIds: [seed.id] }
  return seed.vector === undefined
    ? { words, filter, limit, retrieve: 'words' }
    : { words, filter, limit, retrieve: 'dense', vector: seed.vector }
}
