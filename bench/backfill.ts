/**
 * How quickly a new collection is filled, how much of the time is not embedding, and how much slower answers are meanwhile.
 *
 *     npm run bench:backfill -- --events FILE... [--videos 2000]
 *     npm run bench:backfill -- --estimate [--videos-a-second 70] [--instances 8]
 *
 * The warehouse is filled with the documents as they are, without a vector, on the adapters that the environment names (SQLite, in a temporary
 * folder, unless UPNEXT_INDEX or UPNEXT_WAREHOUSE say otherwise). A first collection is filled, which the searches go to. Then one of another recipe is
 * made, filled and caught up with, and one more of that recipe, whose vectors the warehouse then has.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { openEmbedders, openStores, openTranscripts, type Stores } from '#infra/adapters.ts'
import { processContext } from '#infra/cli/context.ts'
import { eventVideos } from '#infra/cli/recipe/event-videos.ts'
import { sleep } from '#infra/sleep.ts'
import { toConfig } from '#shared/config.ts'
import type { Embedder } from '#shared/embedding/embedder.ts'
import { setUpIndex } from '#shared/index/set-up.ts'
import { SILENT } from '#shared/logger.ts'
import { BACKFILL } from '#shared/operations/lifecycle/backfill/backfill.ts'
import { CREATE } from '#shared/operations/lifecycle/create.ts'
import type { OperationDeps } from '#shared/operations/operation.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'
import { orderOfVideo } from '#shared/video/document.ts'
import { estimateText } from './backfill-estimate.ts'
import { machineLine, printTable } from './report.ts'

const gather = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]
const signal = new AbortController().signal

interface Options {
  readonly events?: readonly string[]
  readonly videos: string
  readonly estimate?: boolean
  readonly videosASecond: string
  readonly instances: string
}

/** Adds up how long at least one call of the model was under way. */
function clocked(embedder: Embedder): { readonly embedder: Embedder; readonly busyMs: () => number } {
  const state = { under: 0, since: 0, busy: 0 }
  const embed: Embedder['embed'] = async (texts, use) => {
    if (state.under === 0) state.since = performance.now()
    state.under += 1
    try {
      return await embedder.embed(texts, use)
    } finally {
      state.under -= 1
      if (state.under === 0) state.busy += performance.now() - state.since
    }
  }
  return { embedder: { ...embedder, embed }, busyMs: () => state.busy }
}

/** Milliseconds of nearest-neighbour searches in the collection that serves, one after the other, until stopped. */
function startSearches({ index }: Stores, collection: string) {
  const [times, state] = [[] as number[], { stopped: false }]
  const vector = Float32Array.from({ length: DEFAULT_RECIPE.dimensions }, () => 1 / Math.sqrt(DEFAULT_RECIPE.dimensions))
  const query = {
    vector,
    words: new Map(),
    filter: { now: Date.now(), regions: [], ageRestricted: true },
    limit: 150,
    retrieve: 'dense' as const,
  }
  const run = async () => {
    while (!state.stopped) {
      const from = performance.now()
      await index.candidates(collection, query)
      times.push(performance.now() - from)
      await sleep(50, signal)
    }
  }
  const running = run()
  return async () => {
    state.stopped = true
    await running
    return times.sort((a, b) => a - b)
  }
}

function quantile(sorted: readonly number[], share: number): string {
  return `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(0)} ms`
}

async function store(stores: Stores, files: readonly string[], limit: number): Promise<number> {
  const transcripts = await openTranscripts(toConfig(process.env))
  let [videos, page] = [0, [] as Parameters<Stores['warehouse']['appendChanges']>[0][number][]]
  for await (const document of eventVideos(files, transcripts, processContext())) {
    page.push({ id: document.id, order: orderOfVideo(document), document, eventTime: 1, ingestedAt: Date.now(), registryRevision: 1 })
    videos += 1
    if (page.length === 500 || videos === limit) page = (await stores.warehouse.appendChanges(page), [])
    if (videos === limit) break
  }
  await stores.warehouse.appendChanges(page)
  return videos
}

async function measure({ events = [], videos }: Options): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'upnext-bench-'))
  const config = toConfig({ UPNEXT_SQLITE_PATH: join(folder, 'upnext.db'), ...process.env })
  const [stores, embedders] = [await openStores(config), openEmbedders(config)]
  try {
    await setUpIndex(stores, DEFAULT_RECIPE, Date.now)
    await store(stores, events, Number(videos))
    const { embedder, busyMs } = clocked(await embedders.lookup(DEFAULT_RECIPE.model))
    await embedder.embed(['warm'])
    const deps: OperationDeps = {
      ...stores,
      embedders: () => Promise.resolve(embedder),
      publisher: () => Promise.reject(new Error('Nothing is published.')),
      logger: SILENT,
      eventTimeoutMs: 0,
      recipe: DEFAULT_RECIPE,
      clock: Date.now,
      viewerKeys: [],
      sleep,
    }
    const serving = 'searched'
    const fill = async (name: string, recipe: Recipe) => {
      await CREATE.step({ recipe, name }, null, deps, signal)
      return BACKFILL.step({ collection: name }, null, deps, signal)
    }
    await fill(serving, DEFAULT_RECIPE)
    const rows: string[][] = []
    for (const name of ['made', 'found-again']) {
      const calm = await sleep(2_000, signal).then(() => startSearches(stores, serving))
      await sleep(2_000, signal)
      const before = await calm()
      const during = startSearches(stores, serving)
      const [from, busy] = [performance.now(), busyMs()]
      const { report } = await fill(name, { ...DEFAULT_RECIPE, name: 'another' })
      const [ms, embedding] = [performance.now() - from, busyMs() - busy]
      const searches = await during()
      rows.push([
        name === 'made' ? 'vectors made' : 'vectors found in the warehouse',
        String(report.placed),
        (ms / 1000).toFixed(1),
        ((report.placed / ms) * 1000).toFixed(1),
        `${(100 * (1 - embedding / ms)).toFixed(1)} %`,
        `${quantile(before, 0.5)} / ${quantile(before, 0.99)}`,
        `${quantile(searches, 0.5)} / ${quantile(searches, 0.99)}`,
      ])
    }
    printTable(['backfill', 'videos', 'seconds', 'videos/s', 'not embedding', 'search before p50 / p99', 'search during p50 / p99'], rows)
    console.log(machineLine())
  } finally {
    await embedders.close()
    await stores.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const options = new Command('npm run bench:backfill --')
  .description('How quickly a new collection is filled.')
  .option('--events <file>', 'file of events; may be given again', gather)
  .option('--videos <n>', 'videos at most', '1000000')
  .option('--estimate', 'time and cost for 20 million videos, with the arithmetic')
  .option('--videos-a-second <n>', 'of one process, as measured', '70')
  .option('--instances <n>', 'processes at once', '1')
  .parse()
  .opts<Options>()

if (options.estimate === true) console.log(estimateText(Number(options.videosASecond), Number(options.instances)))
else await measure(options)
