import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'

/** A part of the product and the paths it answers. */
export interface Route {
  readonly path: RegExp
  readonly listener: RequestListener
}

/** One server for all functions: the first route whose pattern fits the path answers. The last one should fit every path. */
export function createDispatcher(routes: readonly Route[]): Server {
  return createServer((request, response) => {
    const path = request.url?.split('?', 1)[0] ?? '/'
    const route = routes.find((candidate) => candidate.path.test(path))
    if (route === undefined) response.writeHead(404).end()
    else route.listener(request, response)
  })
}

/** A listener for an app that stands outside the framework. */
export function toListener(app: Hono): RequestListener {
  const listen = getRequestListener((request) => app.fetch(request), { overrideGlobalObjects: false })
  return (request, response) => void listen(request, response)
}

/** A listener that hands requests to a server which never listens itself. */
export function listenerOf(server: Server): RequestListener {
  return (request, response) => {
    server.emit('request', request, response)
  }
}
