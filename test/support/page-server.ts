import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSite } from '#infra/local/site.ts'

/** A request of the page to the API. */
export interface Asked {
  readonly path: string
  readonly parameters: URLSearchParams
  /** Parsed JSON, of POST only. */
  readonly body: unknown
}

/** An event of the feedback, as the page sent it. */
export type Told = Readonly<Record<string, unknown>>

export interface PageServer {
  readonly origin: string
  /** In the order in which they came. */
  readonly asked: readonly Asked[]
  /** Events of the feedback, likewise. */
  readonly told: readonly Told[]
  close(): Promise<void>
}

/** The real page with canned answers in the place of the functions: a Response, or what becomes one as JSON. */
export async function startPageServer(answer: (asked: Asked) => object): Promise<PageServer> {
  const asked: Asked[] = []
  const told: Told[] = []
  const app = new Hono()
  app.post('/v1/events', async (context) => {
    told.push(...(await context.req.json<Told[]>()))
    return context.json({ accepted: 0, refused: [], ignored: 0 }, 202)
  })
  app.all('/v1/*', async (context) => {
    const { pathname, searchParams } = new URL(context.req.url)
    const body: unknown = context.req.method === 'POST' ? await context.req.json() : undefined
    const request = { path: pathname, parameters: searchParams, body }
    asked.push(request)
    const answered = answer(request)
    return answered instanceof Response ? answered : context.json(answered)
  })
  app.route(
    '/',
    createSite(() => ({ ready: true, detail: 'ready' }), []),
  )
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, asked, told, close: () => stop(server) }
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
