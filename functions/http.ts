import type { HttpFunction } from '@google-cloud/functions-framework'
import { getRequestListener } from '@hono/node-server'

/**
 * A Hono app as an HTTP function of the framework. The framework has read the body by then: the listener takes it from `rawBody`.
 * @NOTE The framework itself answers a JSON body that does not parse; `hideFrameworkDetails` keeps its stack out of that answer.
 */
export function toHttpFunction(app: { readonly fetch: (request: Request) => Response | Promise<Response> }): HttpFunction {
  return getRequestListener((request) => app.fetch(request), { overrideGlobalObjects: false })
}
