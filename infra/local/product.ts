import { cloudEvent, http } from '@google-cloud/functions-framework'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import type { Server } from 'node:http'
import { createEmbedVideo } from '#functions/embed-video/handler.ts'
import { toHttpFunction } from '#functions/http.ts'
import { createRecommendApp } from '#functions/recommend/app.ts'
import { createSearchApp } from '#functions/search/app.ts'
import { openEmbedders, openStores, openTranscripts } from '#infra/adapters.ts'
import { readPlacements } from '#infra/placements-file.ts'
import type { Config } from '#shared/config.ts'
import { setUpIndex } from '#shared/index/set-up.ts'
import { createIngest } from '#shared/ingest/ingest.ts'
import type { Logger } from '#shared/logger.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { keepRefreshed } from './refreshing.ts'
import { createDispatcher, listenerOf, toListener } from './dispatch.ts'
import { signingKeysOf } from './signing-key.ts'
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
  const [transcripts, signingKeys, placements] = await Promise.all([openTranscripts(config), signingKeysOf(config), readPlacements(config)])
  const common = { ...stores, embedders: embedders.lookup, transcripts, logger, clock: Date.now }
  const answering = { ...config, ...common, signingKeys, placements }
  cloudEvent('embed-video', createEmbedVideo({ ...common, ingest: createIngest(common) }))
  const [recommend, search] = [createRecommendApp(answering), createSearchApp(answering)]
  http('recommend', toHttpFunction(recommend))
  http('search', toHttpFunction(search))
  const server = createDispatcher([
    { path: /^\/events(\/|$)/, listener: listenerOf(getTestServer('embed-video')) },
    { path: /^\/v1\/search$/, listener: listenerOf(getTestServer('search')) },
    { path: /^\/v1\//, listener: listenerOf(getTestServer('recommend')) },
    { path: /^/, listener: toListener(createSite(readiness, [recommend, search])) },
  ])
  const endRefreshing = keepRefreshed(common, config.refreshSeconds)
  const close = async () => {
    await endRefreshing()
    await embedders.close()
    await stores.close()
  }
  return { server, close }
}
