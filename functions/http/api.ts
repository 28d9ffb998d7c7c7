import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import type { Logger } from '#shared/logger.ts'
import { VIEWER_HEADER } from './audience.ts'
import { invalid, problem, problemOf } from './problem.ts'

const BODY = { max: 256 * 1024, text: false }

export interface ApiOptions {
  readonly title: string
  /** Origins whose pages may read the answers; `*` for any. */
  readonly corsOrigins: readonly string[]
  readonly logger: Logger
  /** Resolves once requests can be answered. */
  readonly ready: () => Promise<unknown>
  /** Bytes that a body may have, and whether it may come by a beacon: as text too, and with credentials. Default: 256 KiB, and not. */
  readonly body?: { readonly max: number; readonly text: boolean }
}

/** What every HTTP function has: problems as RFC 9457, CORS, limits, health, readiness and its own description. */
export function createApi({ title, corsOrigins, logger, ready, body = BODY }: ApiOptions): OpenAPIHono {
  const api = new OpenAPIHono({
    defaultHook: (result, c) => (result.success ? undefined : invalid(c, result.target === 'json' ? 'body' : result.target, result.error)),
  })
  api.onError((error, c) => problemOf(error, c, logger))
  api.notFound((c) => problem(c, 404, 'There is no such route. /openapi.json lists them.'))
  api.use(
    cors({
      origin: corsOrigins.includes('*') ? (body.text ? (origin) => origin : '*') : [...corsOrigins],
      // Beacons always have credentials; those of JSON ask first, and are not sent unless that is allowed.
      credentials: body.text,
      allowMethods: ['GET', 'POST'],
      allowHeaders: ['Content-Type', VIEWER_HEADER],
      maxAge: 600,
    }),
  )
  api.use((c, next) => (isDecodable(c.req.raw.url) ? next() : Promise.resolve(badAddress(c))))
  const types = body.text ? 'application/json or text/plain' : 'application/json'
  api.post('*', (c, next) =>
    isJson(c, body.text) ? next() : Promise.resolve(problem(c, 415, `The body takes the content type ${types}.`)),
  )
  api.post('*', bodyLimit({ maxSize: body.max, onError: (c) => problem(c, 413, `The body takes ${body.max} bytes at most.`) }))

  api.get('/healthz', (c) => c.json({ status: 'ok' }))
  api.get('/readyz', async (c) => {
    await ready()
    return c.json({ status: 'ready' })
  })
  api.doc31('/openapi.json', { openapi: '3.1.0', info: { title, version: '1' } })
  return api
}

/** Answers other methods on a path: routes that are registered before it go first. */
export function allowOnly(api: OpenAPIHono, path: string, methods: readonly string[]): void {
  api.all(path, (c) => problem(c, 405, `This route takes ${methods.join(' and ')}.`, { headers: { Allow: methods.join(', ') } }))
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url)
    return true
  } catch {
    return false
  }
}

function badAddress(c: Context): Response {
  const message = 'takes percent-encoded UTF-8'
  return problem(c, 400, `The address ${message}.`, { errors: [{ field: 'address', message }] })
}

function isJson(c: Context, orText: boolean): boolean {
  const [type = ''] = (c.req.header('Content-Type') ?? '').split(';')
  return /^application\/(?:[\w.-]+\+)?json$/i.test(type.trim()) || (orText && /^text\/plain$/i.test(type.trim()))
}
