import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { isUpnextError, type ErrorCode } from '#shared/errors.ts'
import type { Logger } from '#shared/logger.ts'
import { problem, problemOf } from '../http/problem.ts'

const STATUSES: Readonly<Record<ErrorCode, ContentfulStatusCode>> = {
  'invalid-event': 400,
  'invalid-request': 400,
  'not-found': 404,
  conflict: 409,
  configuration: 500,
  embedding: 500,
  corrupt: 500,
  unavailable: 503,
}

/** A fault in full: who asks is an operator. */
export function operatorProblem(error: unknown, c: Context, logger: Logger): Response {
  if (!isUpnextError(error)) return problemOf(error, c, logger)
  const { code, message, fix, retryAfterSeconds } = error
  logger.error('operation.failed', { code, error })
  const detail = fix === undefined ? message : `${message} ${fix}`
  const headers = code === 'unavailable' ? { 'Retry-After': String(retryAfterSeconds ?? 2) } : {}
  return problem(c, STATUSES[code], detail, { headers })
}
