import { createRoute, z } from '@hono/zod-openapi'
import { COMMON, POSITIVE, TEXT } from '#shared/recommendation/request/parameters.ts'
import { queryString } from '#shared/recommendation/request/query-string.ts'
import { RESPONSES } from '../http/responses.ts'

const parameters = { ...TEXT, ...COMMON, ...POSITIVE }

export const byAddress = createRoute({
  method: 'get',
  path: '/v1/search',
  summary: 'Videos about what a text says, in any language',
  request: { query: queryString(parameters) },
  responses: RESPONSES,
})

export const byBody = createRoute({
  method: 'post',
  path: '/v1/search',
  summary: 'The same, for texts that should not stand in an address',
  request: { body: { required: true, content: { 'application/json': { schema: z.strictObject(parameters) } } } },
  responses: RESPONSES,
})
