import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import type { MiddlewareHandler } from 'hono'
import { etag } from 'hono/etag'
import { secureHeaders } from 'hono/secure-headers'
import { join } from 'node:path'
import { describeAll } from './openapi.ts'
import type { Describing } from './openapi.ts'
import { thumbnailSvg } from './thumbnail.ts'

/** Folder of the page's files. */
const SITE = join(import.meta.dirname, '../../site')

/** Whether the catalogue is in, and what to say of it. */
export type Readiness = () => { readonly ready: boolean; readonly detail: string }

/** What the page needs beside the functions: its files, a generated picture for every id, and one description of the whole API. */
export function createSite(readiness: Readiness, functions: readonly Describing[]): Hono {
  const app = new Hono()
  app.use(secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'self'"], imgSrc: ["'self'", 'https:', 'data:'] } }))
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', (c) => {
    const { ready, detail } = readiness()
    return ready ? c.text(detail) : c.text(detail, 503, { 'Retry-After': '1' })
  })
  app.get('/openapi.json', async (c) => c.json(await describeAll(functions)))
  app.get('/thumbnails/:file{.+\\.svg}', (c) => {
    const id = c.req.param('file').slice(0, -'.svg'.length)
    return c.body(thumbnailSvg(id), 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=86400' })
  })
  app.use(etag(), revalidate, serveStatic({ root: SITE }))
  app.notFound((c) => c.json({ type: 'about:blank', title: 'Not found', status: 404 }, 404, { 'Content-Type': 'application/problem+json' }))
  return app
}

/** A browser asks each time whether a file changed, so that modules of two releases never meet. */
const revalidate: MiddlewareHandler = async (c, next) => {
  await next()
  c.header('Cache-Control', 'no-cache')
}
