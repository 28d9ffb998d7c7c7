import type { OpenAPIHono } from '@hono/zod-openapi'
import type { EmbedderLookup } from '#shared/embedding/embedder.ts'
import { createRecommender } from '#shared/recommendation/recommender.ts'
import { toRequest } from '#shared/recommendation/request/request.ts'
import { createTextReader } from '#shared/recommendation/seed/text-content.ts'
import { allowOnly, createApi } from '../http/api.ts'
import { audienceOf } from '../http/audience.ts'
import { cacheable, uncacheable } from '../http/responses.ts'
import type { RecommendAppDeps } from '../recommend/app.ts'
import { byAddress, byBody } from './routes.ts'

export interface SearchAppDeps extends RecommendAppDeps {
  readonly embedders: EmbedderLookup
}

/**
 * The HTTP side of everything that starts from a text.
 * @throws UpnextError `configuration` without a signing key.
 */
export function createSearchApp(deps: SearchAppDeps): OpenAPIHono {
  const { regionHeader } = deps
  const { recommend, ready } = createRecommender({ ...deps, readText: createTextReader(deps.embedders, deps.logger) })
  const api = createApi({ ...deps, title: 'Upnext: search', ready })

  api.openapi(byAddress, async (c) => {
    const query = c.req.valid('query')
    return cacheable(c, await recommend(toRequest(query, 'search'), audienceOf(c, regionHeader, query.region)), regionHeader)
  })
  api.openapi(byBody, async (c) => {
    const body = c.req.valid('json')
    return uncacheable(c, await recommend(toRequest(body, 'search'), audienceOf(c, regionHeader, body.region)))
  })
  allowOnly(api, '/v1/search', ['GET', 'POST'])
  return api
}
