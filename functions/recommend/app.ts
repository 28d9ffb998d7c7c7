import type { OpenAPIHono } from '@hono/zod-openapi'
import type { RecommenderDeps } from '#shared/recommendation/deps.ts'
import { createRecommender } from '#shared/recommendation/recommender.ts'
import { toRequest } from '#shared/recommendation/request/request.ts'
import { allowOnly, createApi } from '../http/api.ts'
import { audienceOf } from '../http/audience.ts'
import { cacheable, uncacheable } from '../http/responses.ts'
import { duplicatesOf, forHistory, forVideo, perspectivesOf } from './routes.ts'

export interface RecommendAppDeps extends Omit<RecommenderDeps, 'readText'> {
  readonly corsOrigins: readonly string[]
  /** Header in which the load balancer writes the viewer's country; empty where there is none. */
  readonly regionHeader: string
}

/**
 * The HTTP side of recommending from ids. It loads no model.
 * @throws UpnextError `configuration` without a signing key.
 */
export function createRecommendApp(deps: RecommendAppDeps): OpenAPIHono {
  const { regionHeader } = deps
  const { recommend, perspectives, duplicates, ready } = createRecommender(deps)
  const api = createApi({ ...deps, title: 'Upnext: recommend', ready })

  api.openapi(forVideo, async (c) => {
    const query = c.req.valid('query')
    const request = toRequest({ ...query, positive: [c.req.valid('param').id] }, 'default')
    return cacheable(c, await recommend(request, audienceOf(c, regionHeader, query.region)), regionHeader)
  })
  api.openapi(perspectivesOf, async (c) => {
    const query = c.req.valid('query')
    const request = toRequest({ ...query, positive: [c.req.valid('param').id] }, 'perspectives')
    return cacheable(c, await perspectives(request, audienceOf(c, regionHeader, query.region)), regionHeader)
  })
  api.openapi(forHistory, async (c) => {
    const body = c.req.valid('json')
    return uncacheable(c, await recommend(toRequest(body, 'default'), audienceOf(c, regionHeader, body.region)))
  })
  api.openapi(duplicatesOf, async (c) => c.json(await duplicates(c.req.valid('param').id), 200, { 'Cache-Control': 'no-store' }))
  allowOnly(api, '/v1/videos/:id/recommendations', ['GET'])
  allowOnly(api, '/v1/videos/:id/perspectives', ['GET'])
  allowOnly(api, '/v1/videos/:id/duplicates', ['GET'])
  allowOnly(api, '/v1/recommendations', ['POST'])
  return api
}
