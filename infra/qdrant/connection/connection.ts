import { QdrantClient } from '@qdrant/js-client-rest'
import { UpnextError } from '#shared/errors.ts'
import { createAgents } from './agents.ts'
import { faultOf, isReset } from './faults.ts'

export interface ConnectionOptions {
  /** Of the REST API. Without a port: that of the scheme. */
  readonly url: string
  /** For `recommend` and `search`, one that may only read. */
  readonly apiKey?: string
  /** Milliseconds for reads. Default 1,000: callers have budgets of their own. */
  readonly readTimeoutMs?: number
  /** Milliseconds for writes and administration. Default 10,000. */
  readonly timeoutMs?: number
  /** Seconds until connections are made anew. Default 300. */
  readonly connectionAgeS?: number
}

type Api = ReturnType<QdrantClient['api']>
/** One request: a method of the client's API with its arguments. */
type Ask<T> = (api: Api, init: RequestInit) => Promise<{ readonly data: { readonly result?: T } }>

/** The way to Qdrant. Calls reject with UpnextError; see `faultOf`. */
export interface Connection {
  read<T>(ask: Ask<T>): Promise<T>
  /** A read of a whole collection: it has the time of a write. */
  scan<T>(ask: Ask<T>): Promise<T>
  /** Also repeated once when the connection breaks: every write here is conditional or idempotent. */
  write<T>(ask: Ask<T>): Promise<T>
  close(): Promise<void>
}

/** Connects when first asked. @throws UpnextError `configuration` for a URL that is none. */
export function createConnection({ url, apiKey, ...options }: ConnectionOptions): Connection {
  const { readTimeoutMs = 1_000, timeoutMs = 10_000, connectionAgeS = 300 } = options
  const address = addressOf(url)
  const agents = createAgents(connectionAgeS * 1000)
  let api: Api | undefined
  const open = (): Api => (api ??= createClient(address, apiKey).api())

  const call = async <T>(ask: Ask<T>, limitMs: number): Promise<T> => {
    const once = async (): Promise<T> => {
      // An object of any shape: the types of undici and those that @types/node has of it do not agree.
      const pool: object = { dispatcher: agents.current() }
      const init = { signal: AbortSignal.timeout(limitMs), ...pool }
      const { result } = (await ask(open(), init)).data
      if (result === undefined) throw new UpnextError('unavailable', 'Qdrant answered without a result.')
      return result
    }
    try {
      return await once().catch((error: unknown) => (isReset(error) ? once() : Promise.reject(error as Error)))
    } catch (error) {
      throw faultOf(error)
    }
  }
  return {
    read: (ask) => call(ask, readTimeoutMs),
    scan: (ask) => call(ask, timeoutMs),
    write: (ask) => call(ask, timeoutMs),
    close: () => agents.close(),
  }
}

/** @NOTE The client takes 6333 for a URL without a port, also for https, and waits 300 seconds unless told. */
function createClient(url: URL, apiKey: string | undefined): QdrantClient {
  return new QdrantClient({
    url: url.origin,
    port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
    prefix: url.pathname.replace(/\/+$/, ''),
    timeout: Infinity,
    checkCompatibility: false,
    // As `apiKey` it would warn on the console about plain http, which is usual inside a private network.
    ...(apiKey === undefined ? {} : { headers: { 'api-key': apiKey } }),
  })
}

function addressOf(url: string): URL {
  const address = URL.parse(url)
  if (address !== null && ['http:', 'https:'].includes(address.protocol)) return address
  throw new UpnextError('configuration', 'The address of Qdrant is no http or https URL.', {
    fix: 'Set UPNEXT_QDRANT_URL, such as http://localhost:6333.',
  })
}
