import { readFile } from 'node:fs/promises'
import { withTrialProduct, type TrialProduct } from '#infra/cli/evaluate/trial-product.ts'
import { openEmbedders } from '#infra/adapters.ts'
import { loadConfig } from '#shared/config.ts'
import { SILENT } from '#shared/logger.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import type { Answer } from '#shared/recommendation/answer.ts'
import { createRecommender } from '#shared/recommendation/recommender.ts'
import { parseRequest } from '#shared/recommendation/request/request.ts'
import { createTextReader } from '#shared/recommendation/seed/text-content.ts'
import type { TextReader } from '#shared/recommendation/seed/text-content.ts'
import { parseEvent } from '#shared/video/event.ts'
import type { Video } from '#shared/video/event.ts'

export type Ask = (wishes: Readonly<Record<string, unknown>>) => Promise<Answer>

export interface TrialSearch {
  readonly videos: readonly Video[]
  /** Searches. @param reads how texts are read; by default as the product does. */
  readonly searching: (reads?: (usual: TextReader) => TextReader) => Ask
}

/** Publishes events into an installation of its own and searches it by the product's own ways. */
export async function withTrialSearch(files: readonly string[], work: (trial: TrialSearch) => Promise<void>): Promise<void> {
  const config = loadConfig()
  const embedders = openEmbedders(config)
  const opening = { config, lookup: embedders.lookup, clock: Date.now }
  await withTrialProduct({ recipe: DEFAULT_RECIPE }, opening, async (product) => {
    const videos = await publish(files, product)
    const usual = createTextReader(embedders.lookup, SILENT)
    await work({ videos, searching: (reads = (reader) => reader) => search(product, reads(usual)) })
  }).finally(() => embedders.close())
}

async function publish(files: readonly string[], { ingest }: TrialProduct): Promise<Video[]> {
  const videos: Video[] = []
  for (const file of files) {
    const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '')
    for (let i = 0; i < lines.length; i += 64) {
      const events = lines.slice(i, i + 64).map((line) => parseEvent(JSON.parse(line)))
      await Promise.all(events.map((event) => ingest(event, Date.now())))
      for (const event of events) if (event.type === 'video.upserted') videos.push(event.video)
    }
  }
  return videos
}

function search({ stores }: TrialProduct, readText: TextReader): Ask {
  const signingKeys = ['only for this measurement']
  const recommender = createRecommender({ ...stores, logger: SILENT, clock: Date.now, signingKeys, indexBudgetMs: 60_000, readText })
  return async (wishes) => recommender.recommend(parseRequest({ maxPerChannel: 100, ...wishes }, 'search'), { regions: [] })
}
