import type { Context } from 'hono'
import type { Answer } from '#shared/recommendation/answer.ts'
import { answerSchema } from '#shared/recommendation/answer.ts'
import { isPersonal } from './audience.ts'
import { cacheHeaders, etagOf, isKnown } from './caching.ts'
import { PROBLEM } from './problem.ts'

/** What every route that answers with items may answer, for its description. */
export const RESPONSES = {
  200: { description: 'Items, best first.', content: { 'application/json': { schema: answerSchema } } },
  304: { description: 'As the caller has it already.' },
  400: { description: 'A parameter is wrong: `errors` names it and what it takes.', content: PROBLEM },
  503: { description: 'There is nothing to answer with; `Retry-After` says when to ask again.', content: PROBLEM },
}

/** The answer to a GET, which caches may keep unless it is for one viewer. */
export function cacheable(c: Context, answer: Answer, regionHeader: string) {
  const personal = isPersonal(c)
  const headers = cacheHeaders(answer, { personal, regionHeader })
  if (personal) return c.json(answer, 200, headers)
  const etag = etagOf(JSON.stringify(answer))
  return isKnown(c, etag) ? c.body(null, 304, { ...headers, ETag: etag }) : c.json(answer, 200, { ...headers, ETag: etag })
}

/** The answer to a POST. */
export function uncacheable(c: Context, answer: Answer) {
  return c.json(answer, 200, { 'Cache-Control': 'no-store' })
}
