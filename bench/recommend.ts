/**
 * How quickly shelves are answered over HTTP, beside the SQL of the same answers run bare in as many threads, in turns, so that a
 * busy moment of the machine falls on both.
 *
 *     npm run bench:recommend -- --events FILE... [--languages en] [--seconds 5] [--rounds 3]
 *
 * The index budget is lifted, so that no answer is spared its work; how many would have gone over it is told.
 */
import { openSqlite } from '#infra/sqlite/open.ts'
import { SETTINGS } from '#shared/config.ts'
import { seededRandom } from '#shared/evaluation/random.ts'
import { resolveAlias, SERVING_ALIAS } from '#shared/index/registry.ts'
import { startBareSql, type BareSql } from './bare-sql.ts'
import { runLoad } from './load.ts'
import { startProduct, type BenchProduct } from './product.ts'
import { benchCommand } from './options.ts'
import { publishFiles } from './publish-files.ts'
import { machineLine, printTable } from './report.ts'
import { summarize, type Round, type RoundSummary } from './round.ts'

const CONNECTIONS = [1, 16]
const SEEDS = 2000
const ITEMS = 12
const BUDGET_MS = Number(SETTINGS.indexBudgetMs.fallback)

interface Options {
  readonly languages: readonly string[]
  readonly seconds: number
  readonly rounds: number
}

/** Random seeds of the catalogue, the same in every run. */
async function chooseSeeds({
  databasePath,
}: BenchProduct): Promise<{ readonly collection: string; readonly ids: readonly string[]; readonly videos: number }> {
  const stores = await openSqlite({ path: databasePath, readOnly: true })
  try {
    const { name: collection } = resolveAlias(await stores.registry.read(), SERVING_ALIAS)
    const all = await stores.index.latest(collection, { now: Date.now(), regions: [], ageRestricted: false }, 1e6)
    const random = seededRandom(1)
    const ids = Array.from({ length: SEEDS }, () => all[Math.floor(random() * all.length)]?.id ?? '')
    return { collection, ids, videos: all.length }
  } finally {
    await stores.close()
  }
}

async function compete(product: BenchProduct, bare: BareSql, paths: readonly string[], connections: number, { seconds, rounds }: Options) {
  const [http, sql]: [Round[], Round[]] = [[], []]
  await runLoad(product.url, paths, connections, 1) // Both warm.
  await bare.run(connections, 1)
  while (http.length < rounds) {
    http.push(await runLoad(product.url, paths, connections, seconds))
    sql.push(await bare.run(connections, seconds))
  }
  const slow = http.flatMap(({ times }) => times).filter((ms) => ms > BUDGET_MS).length
  return { connections, http: summarize(http), sql: summarize(sql), slow }
}

function rows({ connections, http, sql, slow }: Awaited<ReturnType<typeof compete>>): readonly (readonly string[])[] {
  const figures = ({ p50, p95, p99, perSecond }: RoundSummary) => [...[p50, p95, p99].map((ms) => ms.toFixed(1)), perSecond.toFixed(1)]
  const difference = [http.p50 - sql.p50, http.p95 - sql.p95, http.p99 - sql.p99].map((ms) => `${ms >= 0 ? '+' : ''}${ms.toFixed(1)}`)
  return [
    [`${connections}`, 'HTTP', ...figures(http), `${((slow / http.answers) * 100).toFixed(1)} %`],
    ['', 'bare SQL', ...figures(sql), ''],
    ['', 'HTTP against bare', ...difference, `${((http.perSecond / sql.perSecond) * 100).toFixed(0)} %`, ''],
  ]
}

async function main(): Promise<void> {
  const options = benchCommand('bench:recommend', 'Shelves over HTTP, beside the same SQL run bare in the same run.')
    .option('--languages <tag...>', 'languages of the filter', ['en'])
    .option('--seconds <n>', 'seconds a round', Number, 5)
    .option('--rounds <n>', 'rounds of each contestant, in turns', Number, 3)
    .parse()
    .opts<{ events: readonly string[]; languages: readonly string[]; seconds: number; rounds: number }>()
  const { events, languages } = options
  const product = await startProduct({ [SETTINGS.indexBudgetMs.env]: '60000' })
  try {
    await publishFiles(events, product, '64')
    const { collection, ids, videos } = await chooseSeeds(product)
    const threads = Number(SETTINGS.sqliteReaders.fallback)
    const bare = await startBareSql(threads, { path: product.databasePath, collection, ids, languages, items: ITEMS })
    const query = [`limit=${ITEMS}`, ...languages.map((language) => `languages=${language}`)].join('&')
    const paths = ids.map((id) => `/v1/videos/${encodeURIComponent(id)}/recommendations?${query}`)
    const table = []
    for (const connections of CONNECTIONS) table.push(...rows(await compete(product, bare, paths, connections, options)))
    await bare.close()
    printTable(['connections', '', 'p50 ms', 'p95 ms', 'p99 ms', 'answers/s', `over ${BUDGET_MS} ms`], table)
    console.log(
      `${videos} videos, language ${languages.join(', ')}, ${threads} reading threads, ${options.rounds} rounds of ${options.seconds} s each in turns`,
    )
    console.log(machineLine())
  } finally {
    await product.remove()
  }
}

await main()
