import type { VideoIndex } from '#shared/index/video-index.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'
import type { LanguageLevels } from '#shared/recipe/statistics/language-levels.ts'
import type { TermStatistics } from '#shared/recipe/statistics/rarity.ts'
import { languageMatch, writtenLanguage } from '#shared/recommendation/language-match.ts'
import { rankCandidates, type ScoredCandidate } from '#shared/recommendation/rank/candidates.ts'
import { wordQuery } from '#shared/text/word-query.ts'
import { digestOf } from '#shared/video/document.ts'
import type { Warehouse } from '#shared/warehouse/warehouse.ts'

/** Two videos to be judged. */
export interface DrawnPair {
  readonly seed: string
  readonly candidate: string
}

export interface Drawing {
  readonly warehouse: Warehouse
  readonly index: VideoIndex
  readonly collection: string
  readonly recipe: Recipe
  readonly rarity: TermStatistics
  readonly levels: LanguageLevels
  /** What chance goes by. */
  readonly seed: number
  readonly pairs: number
  readonly now: number
}

/** What a viewer may see of a seed's candidates. */
const DEPTH = 50
/** Edges of the bins of confidence that pairs are drawn over: most candidates have a low one, and would else be all that is judged. */
const EDGES = [0.02, 0.05, 0.1, 0.2, 0.4]

/**
 * One pair of each of some seeds that chance takes from the catalogue, spread evenly over bins of confidence and field mixes. The same catalogue and
 * seed give the same pairs in the same order, so that judging can go on where it ended.
 */
export async function* drawPairs(drawing: Drawing): AsyncGenerator<DrawnPair> {
  const drawn = new Map<string, number>()
  const chance = (id: string) => digestOf(`${drawing.seed} ${id}`)
  for (const seed of await drawSeeds(drawing, chance)) {
    const offered = await candidatesOf(seed, drawing)
    const rarest = offered.toSorted(
      (a, b) => (drawn.get(a.stratum) ?? 0) - (drawn.get(b.stratum) ?? 0) || (chance(seed + a.id) < chance(seed + b.id) ? -1 : 1),
    )[0]
    if (rarest === undefined) continue
    drawn.set(rarest.stratum, (drawn.get(rarest.stratum) ?? 0) + 1)
    yield { seed, candidate: rarest.id }
  }
}

/** In bounded memory: those of the least digests. */
async function drawSeeds({ warehouse, pairs }: Drawing, chance: (id: string) => string): Promise<readonly string[]> {
  const state: { seeds: { id: string; at: string }[] } = { seeds: [] }
  const trim = () => void (state.seeds = state.seeds.sort((a, b) => (a.at < b.at ? -1 : 1)).slice(0, pairs))
  for await (const { id, document } of warehouse.latestChanges()) {
    if (document !== null) state.seeds.push({ id, at: chance(id) })
    if (state.seeds.length > 2 * pairs) trim()
  }
  trim()
  return state.seeds.map(({ id }) => id)
}

async function candidatesOf(id: string, { index, collection, recipe, rarity, levels, now }: Drawing) {
  const seed = (await index.seeds(collection, [id])).get(id)
  if (seed === undefined) return []
  const content = seed.vector === undefined ? { retrieve: 'words' as const } : { retrieve: 'dense' as const, vector: seed.vector }
  const filter = { now, regions: [], ageRestricted: true, notIds: [id] }
  const found = await index.candidates(collection, { ...content, words: wordQuery(seed.words, rarity), filter, limit: 2 * DEPTH })
  const best = rankCandidates(found, seed.ranking.mix, recipe, {}, languageMatch(levels, writtenLanguage(seed.ranking))).slice(0, DEPTH)
  return best.map((candidate) => ({ id: candidate.id, stratum: stratumOf(candidate, seed.ranking.mix) }))
}

function stratumOf({ score, ranking }: ScoredCandidate, mix: string): string {
  const bin = EDGES.filter((edge) => score.confidence >= edge).length
  return [bin, ...[mix, ranking.mix].sort()].join(' ')
}
