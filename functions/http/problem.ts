import { STATUS_CODES } from 'node:http'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { routePath } from 'hono/route'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from 'zod'
import { isUpnextError } from '#shared/errors.ts'
import type { UpnextError } from '#shared/errors.ts'
import type { Logger } from '#shared/logger.ts'

/** An error as RFC 9457 wants it: `errors` names the fields at fault and what they take. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })),
})

export type FieldFault = z.output<typeof problemSchema>['errors'][number]

interface ProblemOptions {
  readonly errors?: readonly FieldFault[]
  readonly headers?: Readonly<Record<string, string>>
}

/** Content type and schema of a problem, for route descriptions. */
export const PROBLEM = { 'application/problem+json': { schema: problemSchema } }

export function problem(
  c: Context,
  status: ContentfulStatusCode,
  detail: string,
  { errors = [], headers = {} }: ProblemOptions = {},
): Response {
  const body = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, errors }
  return c.body(JSON.stringify(body), status, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...headers,
  })
}

/** Whatever was thrown, as a problem. Only faults of the caller are told in detail; the rest goes to the log. */
export function problemOf(error: unknown, c: Context, logger: Logger): Response {
  if (isUpnextError(error)) return problemOfUpnext(error, c, logger)
  if (error instanceof HTTPException && error.status < 500)
    return problem(c, error.status, 'The request could not be read: is the body JSON?')
  logger.error('http.failed', { path: routePath(c), error })
  return problem(c, 500, 'Something went wrong here. It has been noted.')
}

function problemOfUpnext(error: UpnextError, c: Context, logger: Logger): Response {
  const { code, message, field, retryAfterSeconds } = error
  if (code === 'invalid-request')
    return problem(c, 400, message, { errors: field === undefined ? [] : [{ field, message: besides(field, message) }] })
  if (code === 'not-found') return problem(c, 404, message)
  logger.error('http.failed', { path: routePath(c), code, error })
  if (code !== 'unavailable') return problem(c, 500, 'Something went wrong here. It has been noted.')
  return problem(c, 503, 'The service cannot answer at the moment.', { headers: { 'Retry-After': String(retryAfterSeconds ?? 2) } })
}

/** The message without the field's name in front, which stands beside it. */
function besides(field: string, message: string): string {
  return message.startsWith(`${field} `) ? message.slice(field.length + 1) : message
}

/** The faults that a schema found, a line each: parameters that are not known too. */
export function invalid(c: Context, where: string, { issues }: z.ZodError): Response {
  const errors = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((field) => ({ field, message: 'is not a parameter of this route' }))
      : [{ field: issue.path.join('.') || where, message: issue.message }],
  )
  const detail = errors.map(({ field, message }) => `${field} ${message}`).join('; ')
  return problem(c, 400, detail, { errors })
}
