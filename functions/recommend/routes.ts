import { createRoute, z } from '@hono/zod-openapi'
import { duplicatesSchema } from '#shared/recommendation/duplicates/answer.ts'
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

export const perspectivesOf = createRoute({
  method: 'get',
  path: '/v1/videos/{id}/perspectives',
  summary: 'The subject of a video from other points of view: other channels, countries, languages and times',
  request: {
    params: z.object({ id: idSchema.meta({ description: 'The video, percent-encoded; one that is not known has no perspectives.' }) }),
    query: queryString(COMMON),
  },
  responses: RESPONSES,
})

export const duplicatesOf = createRoute({
  method: 'get',
  path: '/v1/videos/{id}/duplicates',
  summary: 'The other uploads of a video, so that a take-down can follow them',
  request: { params: z.object({ id: idSchema.meta({ description: 'The video, percent-encoded; one that is not known is no error.' }) }) },
  responses: {
    200: { description: 'Uploads that are the same video.', content: { 'application/json': { schema: duplicatesSchema } } },
    400: RESPONSES[400],
    503: { description: 'The index did not answer; `Retry-After` says when to ask again.', content: RESPONSES[503].content },
  },
})

export const forHistory = createRoute({
  method: 'post',
  path: '/v1/recommendations',
  summary: 'What to watch next, after a watch history',
  request: { body: { required: true, content: { 'application/json': { schema: z.strictObject({ ...COMMON, ...POSITIVE }) } } } },
  responses: RESPONSES,
})
