import { Agent, type Dispatcher } from 'undici'

/** Where `withoutRetryAfter` puts the header. */
export const RETRY_AFTER = 'x-retry-after'

const CONNECT_TIMEOUT_MS = 1_000
const CONNECTIONS = 25

/** Connection pools, one after another. */
export interface Agents {
  current(): Dispatcher
  close(): Promise<void>
}

/**
 * Gives a pool of connections for `ageMs`, then a new one. A balancer on layer 4 decides once a connection, so that one that is kept for
 * ever never sees the nodes that were added since, nor leaves those that are to go.
 */
export function createAgents(ageMs: number, clock: () => number = Date.now): Agents {
  let held: { readonly agent: Dispatcher; readonly since: number } | undefined
  const renew = (): Dispatcher => {
    // Waits for the requests under way; nobody has to wait for it.
    void held?.agent.close()
    held = { agent: createAgent(), since: clock() }
    return held.agent
  }
  return {
    current: () => (held === undefined || clock() - held.since >= ageMs ? renew() : held.agent),
    close: async () => {
      await held?.agent.close()
      held = undefined
    },
  }
}

function createAgent(): Dispatcher {
  // Calls bring a signal with their own timeout.
  const options = { connections: CONNECTIONS, connect: { timeout: CONNECT_TIMEOUT_MS }, bodyTimeout: 0, headersTimeout: 0 }
  return new Agent(options).compose(withoutRetryAfter)
}

/** @NOTE Of `Retry-After: 30` the client keeps the first digit and drops all headers; of a header that it does not know it keeps all. */
const withoutRetryAfter: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) =>
  dispatch(
    options,
    new Proxy(handler, {
      get: (target, name) => {
        if (name === 'onResponseStart') return renaming(target)
        const value: unknown = Reflect.get(target, name)
        return typeof value === 'function' ? (value.bind(target) as unknown) : value
      },
    }),
  )

function renaming(handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler['onResponseStart'] {
  return (controller, status, { 'retry-after': seconds, ...headers }, text) =>
    handler.onResponseStart?.(controller, status, seconds === undefined ? headers : { ...headers, [RETRY_AFTER]: seconds }, text)
}
