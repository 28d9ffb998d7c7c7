import { randomBytes } from 'node:crypto'
import { RANKING_DEPTH } from '#shared/evaluation/metrics.ts'
import type { Candidate, CandidateQuery, Seed } from '#shared/index/video-index.ts'
import { SILENT } from '#shared/logger.ts'
import { createStatistics } from '#shared/recipe/statistics/load.ts'
import { languageMatch, writtenLanguage, type LanguageMatch } from '#shared/recommendation/language-match.ts'
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

/** A seed and what the index finds beside it. */
export interface FoundCandidates {
  readonly seed: Seed
  /** Brings scores across languages to the level of those within one. */
  readonly match: LanguageMatch
  readonly found: readonly Candidate[]
}

/** With the seed's vector where it has one. */
export const byVector: ContentOf = ({ vector }) => (vector === undefined ? { retrieve: 'words' } : { retrieve: 'dense', vector })
/** Without any vector. */
export const byWords: ContentOf = () => ({ retrieve: 'words' })

/** Ranks the candidates by score alone: before floors, caps, duplicates and tiers, which labels of relatedness know nothing of. */
export function candidateRanker(product: TrialProduct, clock: () => number): AskedRanker {
  return rankerOf(product, candidateReader(product, clock))
}

/** As `candidateRanker`, without any vector. */
export function wordsRanker(product: TrialProduct, clock: () => number): AskedRanker {
  return rankerOf(product, candidateReader(product, clock, byWords))
}

function rankerOf({ recipe }: TrialProduct, read: ReturnType<typeof candidateReader>): AskedRanker {
  return async (id) => {
    const { seed, found = [], match } = (await read(id)) ?? {}
    return seed === undefined ? [] : rankCandidates(found, seed.ranking.mix, recipe, {}, match).map((item) => item.id)
  }
}

/** Reads the candidates of a seed with both scores; undefined for a seed that the index does not hold. */
export function candidateReader(
  { stores: { index, artefacts }, recipe, collection }: TrialProduct,
  clock: () => number,
  contentOf = byVector,
): (id: string) => Promise<FoundCandidates | undefined> {
  const limit = Math.max(RANKING_DEPTH, PLACEMENTS['default']?.candidates ?? 0)
  const statistics = createStatistics(artefacts)
  return async (id) => {
    const seed = (await index.seeds(collection, [id])).get(id)
    if (seed === undefined) return undefined
    const words = wordQuery(seed.words, await statistics.rarity(recipe))
    const match = languageMatch(await statistics.languages(recipe), writtenLanguage(seed.ranking))
    const filter = { now: clock(), regions: [], ageRestricted: true, notIds: [id] }
    return { seed, match, found: await index.candidates(collection, { ...contentOf(seed), words, filter, limit }) }
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
