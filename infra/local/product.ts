import { cloudEvent, http } from '@google-cloud/functions-framework'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import type { Server } from 'node:http'
import { createCollectFeedbackApp } from '#functions/collect-feedback/app.ts'
import { createEmbedVideo } from '#functions/embed-video/handler.ts'
import { toHttpFunction } from '#functions/http.ts'
import { createRecommendApp } from '#functions/recommend/app.ts'
import { createSearchApp } from '#functions/search/app.ts'
import { openEmbedders, openFeedbackPublisher, openStores, openTranscripts } from '#infra/adapters.ts'
import { readPlacements } from '#infra/placements-file.ts'
import type { Config } from '#shared/config.ts'
import { setUpIndex } from '#shared/index/set-up.ts'
import { createIngest } from '#shared/ingest/ingest.ts'
import type { Logger } from '#shared/logger.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { keepRefreshed } from './refreshing.ts'
import { watchRulesOf } from '#shared/watches/rules.ts'
import { createDispatcher, listenerOf, toListener } from './dispatch.ts'
import { signingKeysOf, viewerKeysOf } from './own-keys.ts'
import { createSite } from './site.ts'
import type { Readiness } from './site.ts'

/** Every function and the page, ready to listen. */
export interface Product {
  readonly server: Server
  /** Frees everything; call it when the server has closed. */
  close(): Promise<void>
}

/**
 * Puts the embedded product together: the adapters once, each function inside the functions framework as in the cloud, and in front of them a
 * server that goes by path.
 * @throws UpnextError when the database or the model cannot be opened.
 */
export async function openProduct(config: Config, logger: Logger, readiness: Readiness): Promise<Product> {
  const stores = await openStores(config)
  const embedders = openEmbedders(config)
  await setUpIndex(stores, DEFAULT_RECIPE, Date.now)
  const [transcripts, placements, publisher] = await Promise.all([
    openTranscripts(config),
    readPlacements(config),
    openFeedbackPublisher(config),
  ])
  const keys = { signingKeys: await signingKeysOf(config), viewerKeys: await viewerKeysOf(config) }
  const common = { ...stores, embedders: embedders.lookup, transcripts, logger, clock: Date.now }
  const answering = { ...config, ...common, ...keys, placements }
  cloudEvent('embed-video', createEmbedVideo({ ...common, ingest: createIngest(common) }))
  const [recommend, search] = [createRecommendApp(answering), createSearchApp(answering)]
  const collectFeedback = createCollectFeedbackApp({ ...answering, publisher })
  http('recommend', toHttpFunction(recommend))
  http('search', toHttpFunction(search))
  http('collect-feedback', toHttpFunction(collectFeedback))
  const server = createDispatcher([
    { path: /^\/events(\/|$)/, listener: listenerOf(getTestServer('embed-video')) },
    { path: /^\/v1\/search$/, listener: listenerOf(getTestServer('search')) },
    { path: /^\/v1\/events$/, listener: listenerOf(getTestServer('collect-feedback')) },
    { path: /^\/v1\//, listener: listenerOf(getTestServer('recommend')) },
    { path: /^/, listener: toListener(createSite(readiness, [recommend, search, collectFeedback])) },
  ])
  const endRefreshing = keepRefreshed({ ...common, rules: watchRulesOf(config) }, config.refreshSeconds)
  const close = async () => {
    await endRefreshing()
    await embedders.close()
    await publisher.close()
    await stores.close()
  }
  return { server, close }
}
