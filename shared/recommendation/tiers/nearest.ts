import type { Filter } from '#shared/index/filter.ts'
import type { Candidate } from '#shared/index/video-index.ts'
import { languageMatch } from '../language-match.ts'
import { rankCandidates } from '../rank/candidates.ts'
import type { ScoredCandidate } from '../rank/candidates.ts'
import { diversified } from '../rank/dpp.ts'
import { collapse, flood } from '../rank/duplicates.ts'
import { NEVER, unwantedness } from '../rank/unwanted.ts'
import type { WorthRules } from '../rank/worth.ts'
import type { Found, TierContext } from './tier.ts'

/** Places that diversity orders, as a multiple of those wanted: the channel cap passes over some of them. */
const ARRANGED = 3

/** The videos nearest to the query that score above the floor of their kind, each once, best and most diverse first. */
export async function nearest(context: TierContext, filter: Filter): Promise<readonly Found[]> {
  return arranged(await likely(context, filter), context)
}

/** The videos nearest to the query that score above the floor of their kind, each once, those worth most first. */
export async function likely(context: TierContext, filter: Filter): Promise<readonly ScoredCandidate[]> {
  const { query, recipe, levels, features, accepts } = context
  if (query === undefined) return []
  const candidates = await withoutFlood(context, filter)
  const rules = await worthRules(context, candidates)
  const ranked = rankCandidates(candidates, query.mix, recipe, rules, languageMatch(levels, query.language)).filter(
    (item) => item.score.aboveFloor && (rules.unwanted?.get(item.id) ?? 0) < NEVER && accepts(item),
  )
  return collapse(ranked, features)
}

/** The candidates; where one video, uploaded over and over, fills most of them, those that come after it too. */
async function withoutFlood(context: TierContext, filter: Filter): Promise<readonly Candidate[]> {
  const found = await ask(context, filter)
  const copies = flood(found, context.features)
  if (copies === undefined) return found
  const notIds = [...(filter.notIds ?? []), ...copies.map(({ id }) => id)]
  return [...found, ...(await ask(context, { ...filter, notIds }))]
}

async function ask({ reads, collection, query, candidates }: TierContext, filter: Filter): Promise<readonly Candidate[]> {
  if (query === undefined) return []
  return (await reads.attempt((index) => index.candidates(collection, { ...query, filter, limit: candidates }))) ?? []
}

/** What the candidates are worth beside their likeness. Neither views nor what is unwanted may cost a request its answer. */
async function worthRules(context: TierContext, candidates: readonly Candidate[]): Promise<WorthRules> {
  const { rules, popularity, unwanted, recipe, levels, reads, collection } = context
  const ids = candidates.map(({ id }) => id)
  const [views, ...scores] = await Promise.all([
    popularity.strength > 0 ? popularity.viewsOf(ids) : undefined,
    ...unwanted.map((query) => reads.attempt((index) => index.score(collection, query, ids))),
  ])
  const comparisons = unwanted.map(({ mix, language }, i) => ({ mix, match: languageMatch(levels, language), scored: scores[i] ?? [] }))
  return {
    ...rules,
    ...(views !== undefined && { popularity: { strength: popularity.strength, views } }),
    ...(unwanted.length > 0 && { unwanted: unwantedness(comparisons, recipe) }),
  }
}

function arranged<T extends Found & { readonly worth: number }>(items: readonly T[], { features, diversity, wanted }: TierContext): T[] {
  const choices = items.map(({ worth, ranking }) => {
    const { sketch } = features(ranking)
    return { worth, ...(sketch !== undefined && { about: sketch }) }
  })
  return diversified(choices, diversity, wanted * ARRANGED).flatMap((i) => items[i] ?? [])
}
