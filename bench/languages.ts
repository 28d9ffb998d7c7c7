/**
 * How far scores between languages lie on the level of those within one. Beside the example catalogue stand twelve videos, two on each of six
 * subjects, each told in eight languages: the other video on a seed's subject should rank alike in whichever language it is.
 *
 *     npm run bench:languages
 */
import { readdir, readFile } from 'node:fs/promises'
import { openEmbedders } from '#infra/adapters.ts'
import { withTrialProduct, type TrialProduct } from '#infra/cli/evaluate/trial-product.ts'
import { loadConfig } from '#shared/config.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { NO_LANGUAGE_LEVELS, type LanguageLevels } from '#shared/recipe/statistics/language-levels.ts'
import { createStatistics } from '#shared/recipe/statistics/load.ts'
import { languageMatch, writtenLanguage } from '#shared/recommendation/language-match.ts'
import { rankCandidates, type ScoredCandidate } from '#shared/recommendation/rank/candidates.ts'
import { wordQuery } from '#shared/text/word-query.ts'
import { parseEvent } from '#shared/video/event.ts'
import { TWINS } from '#test/support/languages/twins.ts'
import { printTable } from './report.ts'

const CATALOGUE = new URL('../examples/catalogue/', import.meta.url)
const ALL = 1000
const TEN = 10

interface Twin {
  readonly theme: string
  readonly subject: string
  readonly language: string
}

const twins = new Map<string, Twin>(
  TWINS.flatMap(({ theme, subject, texts }) =>
    Object.keys(texts).map((language) => [`${subject}-${language}`, { theme, subject, language }] as const),
  ),
)

/** What a twin is to a seed. */
const RELATIONS = ['the seed told in another language', 'its subject, same language', 'its subject, other language'] as const
type Relation = (typeof RELATIONS)[number]

function relationOf(seed: Twin, other: Twin | undefined): Relation | undefined {
  if (other?.theme !== seed.theme) return undefined
  if (other.subject === seed.subject) return RELATIONS[0]
  return other.language === seed.language ? RELATIONS[1] : RELATIONS[2]
}

async function publish({ ingest }: TrialProduct): Promise<void> {
  const names = (await readdir(CATALOGUE)).filter((name) => name.endsWith('.jsonl'))
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, CATALOGUE), 'utf8')))
  const examples: unknown[] = texts.flatMap((text) => text.trimEnd().split('\n')).map((line): unknown => JSON.parse(line))
  const told = TWINS.flatMap(({ subject, texts: languages }) =>
    Object.entries(languages).map(([language, [title, description]]) => ({
      type: 'video.upserted',
      video: { id: `${subject}-${language}`, version: 1, title, description, language, channelId: `${subject}-${language}` },
    })),
  )
  const events = [...examples, ...told].map(parseEvent).filter(({ type }) => type === 'video.upserted')
  await Promise.all(events.map((event) => ingest(event, 0).catch(() => undefined)))
}

type Ranking = readonly ScoredCandidate[]

/** All videos for each twin, by candidates' scores. */
async function rankingsOf({ stores, recipe, collection }: TrialProduct, levels: LanguageLevels): Promise<ReadonlyMap<string, Ranking>> {
  const { index, artefacts } = stores
  const rarity = await createStatistics(artefacts).rarity(recipe)
  const seeds = await index.seeds(collection, Array.from(twins.keys()))
  const rankings = new Map<string, Ranking>()
  for (const [id, { words, vector, ranking }] of seeds) {
    if (vector === undefined) continue
    const filter = { now: Date.now(), regions: [], ageRestricted: true, notIds: [id] }
    const query = { vector, words: wordQuery(words, rarity), filter, limit: ALL, retrieve: 'dense' as const }
    const match = languageMatch(levels, writtenLanguage(ranking))
    rankings.set(id, rankCandidates(await index.candidates(collection, query), ranking.mix, recipe, {}, match))
  }
  return rankings
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Median rank, mean score and confidence of each relation, and how often one in another language comes before the one in the seed's. */
function rowsOf(rankings: ReadonlyMap<string, Ranking>): string[][] {
  const found = new Map<Relation, { rank: number; item: ScoredCandidate; ahead: boolean }[]>(RELATIONS.map((relation) => [relation, []]))
  for (const [id, ranking] of rankings) {
    const seed = twins.get(id)
    if (seed === undefined) continue
    const related = ranking.map((item, place) => ({ item, rank: place + 1, relation: relationOf(seed, twins.get(item.id)) }))
    const own = related.find(({ relation }) => relation === RELATIONS[1])?.rank ?? Infinity
    for (const { item, rank, relation } of related) if (relation) found.get(relation)?.push({ item, rank, ahead: rank < own })
  }
  return Array.from(found, ([relation, items]) => {
    const ranks = items.map(({ rank }) => rank).sort((a, b) => a - b)
    return [
      relation,
      mean(items.map(({ item }) => item.score.total)).toFixed(3),
      mean(items.map(({ item }) => item.score.confidence)).toFixed(3),
      String(ranks[ranks.length >> 1]),
      `${(100 * mean(ranks.map((rank) => Number(rank <= TEN + 5)))).toFixed(0)} %`,
      relation === RELATIONS[1] ? '' : `${(100 * mean(items.map(({ ahead }) => Number(ahead)))).toFixed(0)} %`,
    ]
  })
}

async function main(): Promise<void> {
  const embedders = openEmbedders(loadConfig())
  try {
    await withTrialProduct(
      { recipe: DEFAULT_RECIPE },
      { config: loadConfig(), lookup: embedders.lookup, clock: Date.now },
      async (product) => {
        await publish(product)
        const matched = await createStatistics(product.stores.artefacts).languages(DEFAULT_RECIPE)
        for (const [name, levels] of [['as scored', NO_LANGUAGE_LEVELS] as const, ['matched', matched] as const]) {
          const rows = rowsOf(await rankingsOf(product, levels))
          printTable([name, 'score', 'confidence', 'median rank', 'among 15', 'before the one in its language'], rows)
        }
      },
    )
  } finally {
    await embedders.close()
  }
}

await main()
