import { UpnextError } from '#shared/errors.ts'
import { RETRY_AFTER } from './agents.ts'

/** What the client throws for an answer that is no success. */
interface Refusal {
  readonly status: number
  readonly headers: Headers
  readonly data: unknown
}

/** Statuses that say that the same request may succeed later; so do all from 500 on. */
const PASSING = new Set([408, 425, 429])
const RESET_CODES = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'UND_ERR_SOCKET'])

/** Explains anything thrown by a call. Neither the key nor the content of a request gets into a message. */
export function faultOf(error: unknown): UpnextError {
  if (error instanceof UpnextError) return error
  if (isRefusal(error)) return refused(error)
  if (isTimeout(error)) return new UpnextError('unavailable', 'Qdrant did not answer in time.', { fix: 'Try again.', cause: error })
  return new UpnextError('unavailable', 'Qdrant cannot be reached.', {
    fix: 'Try again; if it lasts, check UPNEXT_QDRANT_URL and that Qdrant runs.',
    cause: error,
  })
}

/** Whether the connection broke, as a kept one does when the other side closed it in the same moment: worth a second try at once. */
export function isReset(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return RESET_CODES.has(code) || isReset(error.cause)
}

function refused({ status, headers, data }: Refusal): UpnextError {
  const cause = new Error(`Qdrant answered ${status}: ${reasonOf(data)}`)
  if (PASSING.has(status) || status >= 500) {
    const seconds = Number.parseInt(headers.get(RETRY_AFTER) ?? '', 10)
    const after = Number.isNaN(seconds) ? {} : { retryAfterSeconds: seconds }
    return new UpnextError('unavailable', `Qdrant could not serve a request (${status}).`, { fix: 'Try again.', cause, ...after })
  }
  switch (status) {
    case 401:
    case 403:
      return new UpnextError('configuration', `Qdrant refused the key (${status}).`, {
        fix: 'Set UPNEXT_QDRANT_API_KEY to a key that may do this: reading is enough for answers, writing is needed for everything else.',
        cause,
      })
    case 404:
      return new UpnextError('not-found', 'Qdrant does not know the collection.', {
        fix: 'Run `upnext status` to see the collections.',
        cause,
      })
    case 409:
      return new UpnextError('conflict', 'Qdrant has this already.', { fix: 'Read its state again and repeat the step.', cause })
    default:
      return new UpnextError('configuration', `Qdrant refused a request (${status}).`, {
        fix: "Check that the collection was made for this recipe (`upnext index create` compares them) and Qdrant's version.",
        cause,
      })
  }
}

/** What a body says went wrong, cut: it may be a page of a proxy in between. */
function reasonOf(data: unknown): string {
  const status = typeof data === 'object' && data !== null && 'status' in data ? data.status : data
  const reason = typeof status === 'object' && status !== null && 'error' in status ? status.error : status
  return (typeof reason === 'string' ? reason : JSON.stringify(reason)).slice(0, 200)
}

function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' && 'headers' in error
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && ['TimeoutError', 'AbortError'].includes(error.name)
}
