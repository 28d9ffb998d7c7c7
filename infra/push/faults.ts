import { UpnextError, isUpnextError } from '#shared/errors.ts'

const START = 'Start the product with `npm start`, or set UPNEXT_PUSH_URL to where it listens.'

/**
 * What a refusal means. `unavailable`: 408, 429 and 5xx, worth another try. `invalid-event`: this message will not be taken (400, 413, 422).
 * `configuration`: the address takes no events at all (401, 403, 404, redirects…), so that further messages are of no use.
 */
export function faultOfResponse(response: Response, url: string): UpnextError {
  const { status } = response
  const said = `${url} answered ${status}`
  if (status === 408 || status === 429 || status >= 500) return new UpnextError('unavailable', `${said}.`, retryAfter(response))
  if (status === 400 || status === 413 || status === 422) return new UpnextError('invalid-event', `${said}: it does not take this message.`)
  return new UpnextError('configuration', `${said}: it takes no events.`, { fix: START })
}

/** A try without any answer: refused, reset, timed out, unknown host. All may pass. */
export function faultOfTransport(error: unknown, url: string): UpnextError {
  const code = systemCode(error)
  const fix = UNREACHABLE.has(code ?? '') ? { fix: START } : {}
  return new UpnextError('unavailable', `No answer from ${url}${code === undefined ? '' : ` (${code})`}.`, { cause: error, ...fix })
}

const UNREACHABLE: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** The system's error code, from anywhere in the chain of causes: fetch wraps it, and wraps several addresses' faults once more. */
function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('code' in error && typeof error.code === 'string' && /^[A-Z_]+$/.test(error.code)) return error.code
  const nested: unknown = error instanceof AggregateError ? error.errors[0] : undefined
  return systemCode(error.cause ?? nested)
}

function retryAfter(response: Response): { readonly retryAfterSeconds?: number } {
  const seconds = Number(response.headers.get('retry-after'))
  return seconds > 0 ? { retryAfterSeconds: Math.min(seconds, 60) } : {}
}

/** True when every other message would fail the same way: nobody listens, or the address takes no events. */
export function isFaultOfPlace(error: unknown): boolean {
  return isUpnextError(error, 'configuration') || UNREACHABLE.has(systemCode(error) ?? '')
}
