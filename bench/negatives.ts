/**
 * How far a subject to avoid falls, and what that costs the rest: of pairs of tags that often go together, one is searched for and the other
 * avoided, by its name and by videos not liked.
 *
 *     npm run bench:negatives -- --events FILE... [--pairs 90]
 */
import { seededRandom } from '#shared/evaluation/random.ts'
import { benchCommand } from './options.ts'
import { printTable } from './report.ts'
import { tagPairs } from './tag-pairs.ts'
import { withTrialSearch, type Ask } from './trial-search.ts'

const ITEMS = 20
const CUTOFF = 10
type Tags = ReadonlyMap<string, ReadonlySet<string>>

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
      const ids = (await ask({ text: wanted, limit: ITEMS, ...wishes })).items.map(({ id }) => id)
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
  await withTrialSearch(options.events, async ({ videos, searching }) => {
    const tags = new Map(videos.map((video) => [video.id, new Set(video.tags)]))
    const pairs = tagPairs(tags, options.pairs, seededRandom(7))
    const sums = await measure(searching(), tags, pairs)
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
