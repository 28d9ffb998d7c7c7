import { randomBytes } from 'node:crypto'
import { RANKING_DEPTH } from '#shared/evaluation/metrics.ts'
import type { CandidateQuery, Seed } from '#shared/index/video-index.ts'
import { SILENT } from '#shared/logger.ts'
import { createStatistics } from '#shared/recipe/statistics/load.ts'
import { languageMatch, writtenLanguage } from '#shared/recommendation/language-match.ts'
import { rankCandidates } from '#shared/recommendation/rank/candidates.ts'
import { createRecommender } from '#shared/recommendation/recommender.ts'
import { PLACEMENTS } from '#shared/recommendation/request/placements.ts'
import { wordQuery } from '#shared/text/word-query.ts'
import { requestOf } from '../answers/request.ts'
import type { TrialProduct } from './trial-product.ts'

/** The ranked ids for a seed, as the product gives them. */
export type AskedRanker = (seed: string) => Promise<readonly string[]>

type ContentOf = (seed: Seed) => Pick<CandidateQuery, 'retrieve' | 'vector'>

const SHELF_ITEMS = 10
const INDEX_BUDGET_MS = 20_000

/** Ranks the candidates by score alone: before floors, caps, duplicates and tiers, which labels of relatedness know nothing of. */
export function candidateRanker(product: TrialProduct, clock: () => number): AskedRanker {
  return rankerOf(product, clock, ({ vector }) => (vector === undefined ? { retrieve: 'words' } : { retrieve: 'dense', vector }))
}

/** As `candidateRanker`, without any vector. */
export function wordsRanker(product: TrialProduct, clock: () => number): AskedRanker {
  return rankerOf(product, clock, () => ({ retrieve: 'words' }))
}

function rankerOf({ stores, recipe, collection }: TrialProduct, clock: () => number, contentOf: ContentOf): AskedRanker {
  const { index, artefacts } = stores
  const limit = Math.max(RANKING_DEPTH, PLACEMENTS['default']?.candidates ?? 0)
  const statistics = createStatistics(artefacts)
  return async (id) => {
    const seed = (await index.seeds(collection, [id])).get(id)
    if (seed === undefined) return []
    const words = wordQuery(seed.words, await statistics.rarity(recipe))
    const match = languageMatch(await statistics.languages(recipe), writtenLanguage(seed.ranking))
    const filter = { now: clock(), regions: [], ageRestricted: true, notIds: [id] }
    const found = await index.candidates(collection, { ...contentOf(seed), words, filter, limit })
    return rankCandidates(found, seed.ranking.mix, recipe, {}, match).map((item) => item.id)
  }
}

/** Ranks as the shelf does, with everything that stands between candidates and viewers. */
export function shelfRanker({ stores }: TrialProduct, clock: () => number): AskedRanker {
  const { index, registry, artefacts } = stores
  const signingKeys = [randomBytes(32).toString('base64url')]
  const recommender = createRecommender({ index, registry, artefacts, logger: SILENT, clock, signingKeys, indexBudgetMs: INDEX_BUDGET_MS })
  return async (id) => {
    const request = requestOf({ positive: [id] }, { limit: String(SHELF_ITEMS) })
    const { items } = await recommender.recommend({ ...request, ageRestricted: true }, { regions: [] })
    return items.map((item) => item.id)
  }
}
