/**
 * How many re-uploads `isSameVideo` knows: of all pairs of videos, those with one source address (as it is, and with the addresses taken
 * away) and those with one title; and a sample of what it takes for one video, to be read.
 *
 *     npm run bench:duplicates -- --events FILE [--others 6] [--read 100]
 *
 * Videos whose address or title comes back are all looked at, of the others every sixth.
 */
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import pLimit from 'p-limit'
import { openEmbedders } from '#infra/adapters.ts'
import { loadConfig } from '#shared/config.ts'
import type { Embedder } from '#shared/embedding/embedder.ts'
import { seededRandom } from '#shared/evaluation/random.ts'
import { canonicalAddress } from '#shared/index/identity/address.ts'
import { sketchOf } from '#shared/index/identity/sketch.ts'
import { plainTitle } from '#shared/index/identity/title.ts'
import { rankingPayload } from '#shared/index/payload.ts'
import type { RankingPayload } from '#shared/index/point.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { artefactDigest } from '#shared/recipe/statistics/artefact.ts'
import type { ArtefactStore } from '#shared/recipe/statistics/artefact.ts'
import { putDefaultStatistics } from '#shared/recipe/statistics/default.ts'
import { createStatistics } from '#shared/recipe/statistics/load.ts'
import type { TextStatistics } from '#shared/recipe/statistics/text-statistics.ts'
import { createFeatures } from '#shared/recommendation/rank/features.ts'
import { isSameVideo } from '#shared/recommendation/rank/same-video.ts'
import { buildTexts } from '#shared/text/fields.ts'
import { joinedVector } from '#shared/text/vector.ts'
import { parseEvent } from '#shared/video/event.ts'
import type { Video } from '#shared/video/event.ts'
import { benchCommand } from './options.ts'
import { machineLine, printTable } from './report.ts'

interface Upload {
  readonly video: Video
  readonly ranking: RankingPayload
  readonly withoutAddress: RankingPayload
}

type Pair = readonly [Upload, Upload]

async function videosOf(file: string): Promise<Video[]> {
  const bytes = await readFile(file)
  const lines = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString().split('\n')
  const events = lines.filter((line) => line !== '').map((line) => parseEvent(JSON.parse(line)))
  return events.flatMap((event) => (event.type === 'video.upserted' ? [event.video] : []))
}

function addressOf({ sourceUrl, url }: Video): string | undefined {
  const address = sourceUrl ?? url
  return address === undefined ? undefined : canonicalAddress(address)
}

function chosen(videos: readonly Video[], others: number): Video[] {
  const counts = new Map<string, number>()
  const keys = (video: Video) => [`title ${plainTitle(video.title)}`, `address ${addressOf(video) ?? video.id}`]
  for (const key of videos.flatMap(keys)) counts.set(key, (counts.get(key) ?? 0) + 1)
  const repeats = (video: Video) => keys(video).some((key) => (counts.get(key) ?? 0) > 1)
  const single = videos.filter((video) => !repeats(video))
  return [...videos.filter(repeats), ...single.filter((_, i) => i % others === 0)]
}

/** Those of the default recipe, as ingest knows them. */
async function statisticsOfRelease(): Promise<TextStatistics> {
  const kept = new Map<string, Uint8Array>()
  const store: ArtefactStore = {
    put: (bytes) => {
      const digest = artefactDigest(bytes)
      kept.set(digest, bytes)
      return Promise.resolve(digest)
    },
    get: (digest) => Promise.resolve(kept.get(digest)),
  }
  await putDefaultStatistics(DEFAULT_RECIPE, store)
  return createStatistics(store).text(DEFAULT_RECIPE)
}

async function uploadOf(video: Video, embedder: Embedder, statistics: TextStatistics): Promise<Upload> {
  const texts = buildTexts(video, DEFAULT_RECIPE, statistics)
  const { vector, mix } = await joinedVector(texts, embedder, DEFAULT_RECIPE, statistics.tags)
  const made = { mix, words: texts.words, ...(vector && { sketch: sketchOf(vector) }) }
  return {
    video,
    ranking: rankingPayload(video, made),
    withoutAddress: rankingPayload({ ...video, url: undefined, sourceUrl: undefined }, made),
  }
}

function* pairsOf(uploads: readonly Upload[]): Generator<Pair> {
  for (const [i, a] of uploads.entries()) for (const b of uploads.slice(i + 1)) yield [a, b]
}

function line([a, b]: Pair): string {
  const side = ({ video }: Upload) => [video.title, video.channelId, video.durationSeconds, video.publishedAt.slice(0, 10)].join(' | ')
  return `${side(a)}\n    ${side(b)}`
}

async function main(): Promise<void> {
  const options = benchCommand('bench:duplicates', 'How many re-uploads are known.')
    .option('--others <n>', 'of the videos that nothing repeats, every so many', Number, 6)
    .option('--read <n>', 'pairs to read', Number, 0)
    .parse()
    .opts<{ events: readonly string[]; others: number; read: number }>()
  const embedders = openEmbedders(loadConfig())
  const embedder = await embedders.lookup(DEFAULT_RECIPE.model)
  const statistics = await statisticsOfRelease()
  const videos = chosen((await Promise.all(options.events.map(videosOf))).flat(), options.others)
  const uploads = await pLimit(32).map(videos, (video) => uploadOf(video, embedder, statistics))
  await embedders.close()

  const features = createFeatures()
  const found = { address: [0, 0, 0], title: [0, 0, 0] }
  const beside: Pair[] = []
  for (const [a, b] of pairsOf(uploads)) {
    const address = addressOf(a.video)
    const oneAddress = address !== undefined && address === addressOf(b.video)
    const [same, without] = [isSameVideo(a.ranking, b.ranking, features), isSameVideo(a.withoutAddress, b.withoutAddress, features)]
    const outcome = [1, Number(same), Number(without)]
    if (oneAddress) found.address = found.address.map((sum, i) => sum + (outcome[i] ?? 0))
    if (plainTitle(a.video.title) === plainTitle(b.video.title)) found.title = found.title.map((sum, i) => sum + (outcome[i] ?? 0))
    if (without && !oneAddress) beside.push([a, b])
  }
  const rows = Object.entries(found).map(([name, counts]) => [`one ${name}`, ...counts.map(String)])
  printTable(['pairs with', 'of them', 'known', 'known without addresses'], rows)
  console.log(`${beside.length} other pairs are taken for one video. ${machineLine()}`)
  const random = seededRandom(7)
  const shuffled = beside.map((pair) => ({ pair, order: random() })).sort((a, b) => a.order - b.order)
  for (const { pair } of shuffled.slice(0, options.read)) console.log(line(pair))
}

await main()
