import { isUpnextError, messageOf, UpnextError } from '#shared/errors.ts'

/** gRPC status codes (https://grpc.io/docs/guides/status-codes/). */
const STATUS = {
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  PERMISSION_DENIED: 7,
  FAILED_PRECONDITION: 9,
  UNAUTHENTICATED: 16,
}

const FIXES: ReadonlyMap<number | undefined, string> = new Map([
  [STATUS.NOT_FOUND, 'Make it, or set UPNEXT_PROJECT and the UPNEXT_ variable that names it.'],
  [
    STATUS.PERMISSION_DENIED,
    'Give this identity the role roles/pubsub.publisher on the topic, roles/pubsub.subscriber on the subscription.',
  ],
  [STATUS.FAILED_PRECONDITION, 'Use a pull subscription for reading letters.'],
  [STATUS.UNAUTHENTICATED, 'Sign in with `gcloud auth application-default login`, or give the service an account.'],
])

/**
 * What the client threw, as an UpnextError. `configuration`: the place does not exist or does not let us in. `invalid-event`: it does not take this
 * message. All else may pass: the client has retried within its deadline by then.
 * @param what topic or subscription, for the message.
 */
export function faultOf(error: unknown, what: string): UpnextError {
  if (isUpnextError(error)) return error
  const code = codeOf(error)
  if (code === STATUS.INVALID_ARGUMENT) return new UpnextError('invalid-event', `${what} does not take this message.`, { cause: error })
  const fix = FIXES.get(code)
  if (fix !== undefined)
    return new UpnextError('configuration', `${what} cannot be used (gRPC status ${code ?? '-'}).`, { fix, cause: error })
  if (code === undefined && isCredentialFault(error)) {
    return new UpnextError('configuration', `No credentials for ${what}.`, { fix: FIXES.get(STATUS.UNAUTHENTICATED) ?? '', cause: error })
  }
  return new UpnextError('unavailable', `${what} does not answer (gRPC status ${code ?? '-'}).`, { cause: error, ...retryAfter(error) })
}

/** Whether a pull found nothing in its time. */
export function isDeadline(error: unknown): boolean {
  return codeOf(error) === STATUS.DEADLINE_EXCEEDED
}

function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined
}

/** google-auth-library has no error type of its own. */
function isCredentialFault(error: unknown): boolean {
  return /credentials|project id/i.test(messageOf(error))
}

/** google.rpc.RetryInfo among the error's details, as google-gax decodes it. */
function retryAfter(error: unknown): { readonly retryAfterSeconds?: number } {
  const details: unknown = error instanceof Error && 'statusDetails' in error ? error.statusDetails : undefined
  if (!Array.isArray(details)) return {}
  const seconds = details
    .map((detail: { retryDelay?: { seconds?: unknown } } | null) => Number(detail?.retryDelay?.seconds))
    .find((value) => value > 0)
  return seconds === undefined ? {} : { retryAfterSeconds: seconds }
}
