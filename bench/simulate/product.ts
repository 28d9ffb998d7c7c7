import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCollectFeedbackApp } from '#functions/collect-feedback/app.ts'
import { createRecommendApp } from '#functions/recommend/app.ts'
import { createRefreshApp } from '#functions/refresh-signals/app.ts'
import { openFeedbackPublisher, openStores, openTranscripts } from '#infra/adapters.ts'
import { toConfig } from '#shared/config.ts'
import type { EmbedderLookup } from '#shared/embedding/embedder.ts'
import type { FeedbackReports, ReportName } from '#shared/feedback/warehouse.ts'
import { setUpIndex } from '#shared/index/set-up.ts'
import { createIngest } from '#shared/ingest/ingest.ts'
import { SILENT } from '#shared/logger.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'
import type { Answer } from '#shared/recommendation/answer.ts'
import type { Placements } from '#shared/recommendation/request/placement-schema.ts'
import { parseEvent } from '#shared/video/event.ts'

const KEYS = ['a key for made-up viewers']
/** Everything waits for everything: what a loaded machine would leave out must not change the outcome. */
const PATIENCE_MS = 60_000

export interface ProductOptions {
  readonly recipe: Recipe
  readonly embedders: EmbedderLookup
  readonly placements: Placements
  readonly clock: () => number
}

/** All functions as they are, on stores of their own, at a clock of the simulation's. */
export interface SimulatedProduct {
  publish(event: unknown): Promise<void>
  shelf(seed: string, viewer: string, placement: string, limit: number): Promise<Answer>
  /** @throws Error where one was refused. */
  send(events: readonly unknown[]): Promise<void>
  refresh(): Promise<void>
  report<Name extends ReportName>(name: Name): Promise<readonly FeedbackReports[Name][]>
  close(): Promise<void>
}

export async function openSimulatedProduct({ recipe, embedders, placements, clock }: ProductOptions): Promise<SimulatedProduct> {
  const folder = await mkdtemp(join(tmpdir(), 'upnext-simulation-'))
  const config = toConfig({ UPNEXT_SQLITE_PATH: join(folder, 'simulation.db') })
  const stores = await openStores(config)
  const publisher = await openFeedbackPublisher(config)
  await setUpIndex(stores, recipe, clock)
  const common = { ...config, ...stores, publisher, placements, logger: SILENT, clock, signingKeys: KEYS, viewerKeys: KEYS }
  const ingest = createIngest({ ...common, embedders, transcripts: await openTranscripts(config) })
  const recommend = createRecommendApp({ ...common, indexBudgetMs: PATIENCE_MS })
  const collect = createCollectFeedbackApp({ ...common, feedbackRate: 0 })
  const refresh = createRefreshApp(common)
  return {
    publish: async (event) => {
      await ingest(parseEvent(event), clock())
    },
    shelf: async (seed, viewer, placement, limit) => {
      const path = `/v1/videos/${encodeURIComponent(seed)}/recommendations?limit=${limit}&placement=${placement}`
      return (await answered(recommend.request(path, { headers: { 'Upnext-Viewer': viewer } }))) as Answer
    },
    send: async (events) => {
      const body = JSON.stringify(events)
      const answer = await answered(
        collect.request('/v1/events', { method: 'POST', headers: { 'content-type': 'application/json' }, body }),
      )
      const { refused } = answer as { readonly refused: readonly unknown[] }
      if (refused.length > 0) throw new Error(`Events were refused: ${JSON.stringify(refused[0])}`)
    },
    refresh: async () => {
      await answered(refresh.request('/', { method: 'POST' }))
    },
    report: (name) => stores.feedback.report(name, { from: '2000-01-01', to: '2100-01-01' }),
    close: async () => {
      await publisher.close()
      await stores.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function answered(response: Response | Promise<Response>): Promise<unknown> {
  const { ok, status, body } = await bodyOf(await response)
  if (!ok) throw new Error(`${status}: ${JSON.stringify(body)}`)
  return body
}

async function bodyOf(response: Response): Promise<{ readonly ok: boolean; readonly status: number; readonly body: unknown }> {
  return { ok: response.ok, status: response.status, body: await response.json() }
}
