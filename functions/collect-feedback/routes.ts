import { z, type RouteConfig } from '@hono/zod-openapi'
import { feedbackEventSchema, MAX_EVENTS } from '#shared/feedback/event.ts'
import { PROBLEM } from '../http/problem.ts'

const refusal = z.object({
  index: z.int().meta({ description: 'Place of the event in the batch, from 0.' }),
  reason: z.enum(['invalid', 'clock', 'rate']),
  field: z.string(),
  message: z.string(),
})

const collected = z.object({
  accepted: z.int().meta({ description: 'Events that were taken.' }),
  refused: z.array(refusal),
  ignored: z.int().meta({ description: 'Events that were not kept because the browser asks for privacy (Sec-GPC, DNT).' }),
})

const one = { schema: z.union([feedbackEventSchema, z.array(feedbackEventSchema).min(1).max(MAX_EVENTS)]) }

const BODY = { 'application/json': one, 'text/plain': one }

/** Described alone: validated as a whole, a bad event would cost the good ones beside it. */
export const forEvents: RouteConfig & { readonly path: string } = {
  method: 'post',
  path: '/v1/events',
  summary: `What was seen, clicked and watched: an event, or a list of up to ${MAX_EVENTS}`,
  request: { body: { required: true, content: BODY } },
  responses: {
    202: { description: 'Taken, but for the events that are refused.', content: { 'application/json': { schema: collected } } },
    400: { description: 'The body is no event and no list of events.', content: PROBLEM },
    413: { description: 'The body is too long.', content: PROBLEM },
    415: { description: 'The body is neither JSON nor text.', content: PROBLEM },
    429: { description: 'This address sends too much; `Retry-After` says when to go on.', content: PROBLEM },
    503: { description: 'Nothing was taken; `Retry-After` says when to send it again.', content: PROBLEM },
  },
}
