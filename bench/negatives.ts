/**
 * How far a subject to avoid falls, and what that costs the rest: of pairs of tags that often go together, one is searched for and the other
 * avoided, by its name and by videos not liked.
 *
 *     npm run bench:negatives -- --events FILE... [--pairs 90]
 */
import { readFile } from 'node:fs/promises'
import { withTrialProduct, type TrialProduct } from '#infra/cli/evaluate/trial-product.ts'
import { openEmbedders } from '#infra/adapters.ts'
import { loadConfig } from '#shared/config.ts'
import { seededRandom } from '#shared/evaluation/random.ts'
import { SILENT } from '#shared/logger.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { createRecommender } from '#shared/recommendation/recommender.ts'
import { parseRequest } from '#shared/recommendation/request/request.ts'
import { createTextReader } from '#shared/recommendation/seed/text-content.ts'
import { parseEvent } from '#shared/video/event.ts'
import { benchCommand } from './options.ts'
import { printTable } from './report.ts'
import { tagPairs } from './tag-pairs.ts'

const ITEMS = 20
const CUTOFF = 10
type Tags = ReadonlyMap<string, ReadonlySet<string>>
type Ask = (wishes: Readonly<Record<string, unknown>>) => Promise<readonly string[]>

async function publish(files: readonly string[], { ingest }: TrialProduct): Promise<Tags> {
  const tags = new Map<string, ReadonlySet<string>>()
  for (const file of files) {
    const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '')
    for (let i = 0; i < lines.length; i += 64) {
      const events = lines.slice(i, i + 64).map((line) => parseEvent(JSON.parse(line)))
      await Promise.all(events.map((event) => ingest(event, Date.now())))
      for (const event of events) if (event.type === 'video.upserted') tags.set(event.video.id, new Set(event.video.tags))
    }
  }
  return tags
}

/** nDCG of those without the avoided tag: relevant is what has the wanted one. */
function ndcg(ids: readonly string[], tags: Tags, wanted: string, avoided: string): number {
  const discount = (place: number) => 1 / Math.log2(place + 2)
  const rest = ids.filter((id) => tags.get(id)?.has(avoided) !== true).slice(0, CUTOFF)
  const gain = rest.reduce((sum, id, place) => sum + (tags.get(id)?.has(wanted) === true ? discount(place) : 0), 0)
  return gain / Array.from({ length: CUTOFF }, (_, place) => discount(place)).reduce((sum, value) => sum + value)
}

async function measure(ask: Ask, tags: Tags, pairs: readonly (readonly [string, string])[]) {
  const sums = new Map<string, { share: number; ndcg: number }>()
  for (const [wanted, avoided] of pairs) {
    const disliked = Array.from(tags)
      .filter(([, own]) => own.has(avoided) && !own.has(wanted))
      .map(([id]) => id)
    const ways = {
      nothing: {},
      'its name': { avoidText: avoided },
      '3 videos': { negative: disliked.slice(0, 3) },
      '10 videos': { negative: disliked.slice(0, 10) },
    }
    for (const [way, wishes] of Object.entries(ways)) {
      const ids = await ask({ text: wanted, ...wishes })
      const { share, ndcg: quality } = sums.get(way) ?? { share: 0, ndcg: 0 }
      const hits = ids.filter((id) => tags.get(id)?.has(avoided) === true).length
      sums.set(way, { share: share + hits / ITEMS, ndcg: quality + ndcg(ids, tags, wanted, avoided) })
    }
  }
  return sums
}

async function main(): Promise<void> {
  const options = benchCommand('bench:negatives', 'How far a subject to avoid falls.')
    .option('--pairs <n>', 'pairs of tags', Number, 90)
    .parse()
    .opts<{ events: readonly string[]; pairs: number }>()
  const config = loadConfig()
  const embedders = openEmbedders(config)
  const opening = { config, lookup: embedders.lookup, clock: Date.now }
  await withTrialProduct({ recipe: DEFAULT_RECIPE }, opening, async (product) => {
    const tags = await publish(options.events, product)
    const readText = createTextReader(embedders.lookup, SILENT)
    const signingKeys = ['only for this measurement']
    const recommender = createRecommender({
      ...product.stores,
      logger: SILENT,
      clock: Date.now,
      signingKeys,
      indexBudgetMs: 60_000,
      readText,
    })
    const ask: Ask = async (wishes) => {
      const request = parseRequest({ limit: ITEMS, maxPerChannel: 100, ...wishes }, 'search')
      return (await recommender.recommend(request, { regions: [] })).items.map(({ id }) => id)
    }
    const pairs = tagPairs(tags, options.pairs, seededRandom(7))
    const sums = await measure(ask, tags, pairs)
    await embedders.close()
    const base = sums.get('nothing') ?? { share: 1, ndcg: 1 }
    const rows = Array.from(sums, ([way, { share, ndcg: quality }]) => [
      way,
      `${((100 * share) / pairs.length).toFixed(1)} %`,
      `${(100 * (1 - share / base.share)).toFixed(1)} %`,
      (quality / pairs.length).toFixed(3),
      `${(100 * (quality / base.ndcg - 1)).toFixed(1)} %`,
    ])
    printTable(['avoided by', 'share of the top 20', 'fall', 'nDCG@10 of the rest', 'change'], rows)
  })
}

await main()
