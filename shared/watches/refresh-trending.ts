import { resolveAlias, SERVING_ALIAS } from '#shared/index/registry.ts'
import type { TrendingVideo } from '#shared/signals/trending.ts'
import { WORLD } from '#shared/signals/trending.ts'
import type { RefreshDeps } from './refresh.ts'
import type { TrendingRules } from './trending.ts'

/** Of a list, those that are kept whatever their language, and besides of each language. */
const OVERALL = 200
const A_LANGUAGE = 40
/** Videos that the index is asked for at once. */
const PAGE = 500

/** Makes the list of the world and of every country anew. @returns how many lists. */
export async function refreshTrending(
  { watches, signals, index, registry }: Pick<RefreshDeps, 'watches' | 'signals' | 'index' | 'registry'>,
  rules: TrendingRules,
  now: number,
): Promise<number> {
  const found = await watches.trending(rules, now)
  const regions = new Map([[WORLD, []], ...found])
  const { name } = resolveAlias(await registry.read(), SERVING_ALIAS)
  const ids = Array.from(new Set(Array.from(regions.values()).flatMap((items) => items.map(({ id }) => id))))
  const languages = await languagesOf(index, name, ids, now)
  const lists = Array.from(regions, ([region, items]) => ({ region, computedAt: now, items: balanced(items, languages) }))
  await signals.putTrending(lists)
  return lists.length
}

/** Of those that may be shown somewhere. */
async function languagesOf(index: RefreshDeps['index'], collection: string, ids: readonly string[], now: number) {
  const languages = new Map<string, string | undefined>()
  for (let i = 0; i < ids.length; i += PAGE) {
    const page = ids.slice(i, i + PAGE)
    const listed = await index.latest(collection, { now, regions: [], ageRestricted: true, ids: page }, page.length)
    for (const { id, ranking } of listed) languages.set(id, ranking.language)
  }
  return languages
}

/** The best of all, and beside them the best of each language, so that a small one has its own. */
function balanced(items: readonly TrendingVideo[], languages: ReadonlyMap<string, string | undefined>): TrendingVideo[] {
  const taken = new Map<string | undefined, number>()
  return items
    .filter(({ id }) => languages.has(id))
    .filter(({ id }, place) => {
      const language = languages.get(id)
      const before = taken.get(language) ?? 0
      taken.set(language, before + 1)
      return place < OVERALL || before < A_LANGUAGE
    })
}
