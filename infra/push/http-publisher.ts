import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EventPublisher, OutgoingMessage } from '#shared/events/publisher.ts'
import type { UpnextError } from '#shared/errors.ts'
import { pushEnvelope } from './envelope.ts'
import { faultOfResponse, faultOfTransport, isFaultOfPlace } from './faults.ts'

export interface HttpPublisherOptions {
  /** The function's address. */
  readonly url: string
  /** Tries of a message in all. */
  readonly attempts?: number
  /** Milliseconds before the second try; each further one waits twice as long, up to `maxDelayMs`. */
  readonly delayMs?: number
  readonly maxDelayMs?: number
  /** Milliseconds that a try may take. */
  readonly timeoutMs?: number
  readonly clock?: () => number
  /** Ends the waiting between tries; the try under way is finished. */
  readonly signal?: AbortSignal
}

/**
 * Delivers messages as a Pub/Sub push subscription does: one POST a message, any 2xx is its acknowledgement.
 * What may pass (429, 5xx, a lost connection) is tried again; see `faultOfResponse` for what publish() rejects with.
 */
export function createHttpPublisher(options: HttpPublisherOptions): EventPublisher {
  const settings = { attempts: 6, delayMs: 250, maxDelayMs: 10_000, timeoutMs: 120_000, clock: Date.now, ...options }
  return {
    publish: (message) => publishWithRetries({ messageId: randomUUID(), ...message }, settings),
    isFaultOfPlace,
    close: () => Promise.resolve(),
  }
}

type Settings = Required<Omit<HttpPublisherOptions, 'signal'>> & Pick<HttpPublisherOptions, 'signal'>
type IdentifiedMessage = OutgoingMessage & { readonly messageId: string }

async function publishWithRetries(message: IdentifiedMessage, settings: Settings, attempt = 1): Promise<void> {
  const fault = await post(pushEnvelope(message, settings.clock()), settings)
  if (fault === undefined) return
  if (!fault.retryable || attempt >= settings.attempts || settings.signal?.aborted === true) throw fault
  await pause(delayBefore(attempt, fault, settings), settings.signal)
  return publishWithRetries(message, settings, attempt + 1)
}

async function post(body: string, { url, timeoutMs }: Settings): Promise<UpnextError | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    await response.arrayBuffer()
    return response.ok ? undefined : faultOfResponse(response, url)
  } catch (error) {
    return faultOfTransport(error, url)
  }
}

/** Exponential, with up to half of it left to chance, so that many publishers do not come back at once. */
function delayBefore(attempt: number, fault: UpnextError, { delayMs, maxDelayMs }: Settings): number {
  const exponential = Math.min(maxDelayMs, delayMs * 2 ** (attempt - 1))
  return Math.max(exponential * (0.5 + Math.random() / 2), (fault.retryAfterSeconds ?? 0) * 1000)
}

async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { ...(signal === undefined ? {} : { signal }) }).catch(() => undefined)
}
