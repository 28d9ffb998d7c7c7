import { createRoute, z } from '@hono/zod-openapi'
import { COMMON, POSITIVE } from '#shared/recommendation/request/parameters.ts'
import { queryString } from '#shared/recommendation/request/query-string.ts'
import { idSchema } from '#shared/video/id.ts'
import { RESPONSES } from '../http/responses.ts'

export const forVideo = createRoute({
  method: 'get',
  path: '/v1/videos/{id}/recommendations',
  summary: 'What to watch next, after one video',
  request: {
    params: z.object({ id: idSchema.meta({ description: 'The video, percent-encoded; one that is not known is no error.' }) }),
    query: queryString(COMMON),
  },
  responses: RESPONSES,
})

export const forHistory = createRoute({
  method: 'post',
  path: '/v1/recommendations',
  summary: 'What to watch next, after a watch history',
  request: { body: { required: true, content: { 'application/json': { schema: z.strictObject({ ...COMMON, ...POSITIVE }) } } } },
  responses: RESPONSES,
})
