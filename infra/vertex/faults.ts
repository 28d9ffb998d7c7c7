import { UpnextError, type ErrorCode } from '#shared/errors.ts'

/** Numbers of gRPC (https://grpc.io/docs/guides/status-codes/). */
const INVALID_ARGUMENT = 3
const NOT_FOUND = 5
const PERMISSION_DENIED = 7
const RESOURCE_EXHAUSTED = 8
const FAILED_PRECONDITION = 9
const OUT_OF_RANGE = 11
const UNIMPLEMENTED = 12
const UNAUTHENTICATED = 16

/** Quotas count by the minute and refill as it passes. */
const QUOTA_PAUSE_S = 5

interface Explanation {
  readonly code: ErrorCode
  readonly what: string
  readonly fix?: string
}

const REFUSED: Explanation = { code: 'embedding', what: 'refused the texts' }
const FORBIDDEN: Explanation = {
  code: 'configuration',
  what: 'may not be asked with these credentials',
  fix: 'Give the service account the role roles/aiplatform.user and enable aiplatform.googleapis.com in the project.',
}
const MISSING: Explanation = {
  code: 'configuration',
  what: 'is not there, or not ready to answer',
  fix: "Check the recipe's model, UPNEXT_PROJECT and UPNEXT_VERTEX_LOCATION; an endpoint needs a deployed model and the shared domain.",
}
const EXHAUSTED: Explanation = {
  code: 'unavailable',
  what: 'has no quota left for the moment',
  fix: 'If it lasts, raise the quota of online prediction requests.',
}

const EXPLANATIONS: ReadonlyMap<number, Explanation> = new Map([
  [INVALID_ARGUMENT, REFUSED],
  [OUT_OF_RANGE, REFUSED],
  [PERMISSION_DENIED, FORBIDDEN],
  [UNAUTHENTICATED, FORBIDDEN],
  [NOT_FOUND, MISSING],
  [FAILED_PRECONDITION, MISSING],
  [UNIMPLEMENTED, MISSING],
  [RESOURCE_EXHAUSTED, EXHAUSTED],
])

/** Explains what a call to `resource` was answered with. Whatever is not the caller's fault may pass. */
export function faultOf(error: unknown, resource: string): UpnextError {
  const code = grpcCodeOf(error)
  const { code: kind, what, fix } = EXPLANATIONS.get(code) ?? { code: 'unavailable', what: 'does not answer' }
  const pause = retryDelayOf(error) ?? (code === RESOURCE_EXHAUSTED ? QUOTA_PAUSE_S : undefined)
  return new UpnextError(kind, `${resource} ${what}.`, {
    cause: error,
    ...(fix === undefined ? {} : { fix }),
    ...(pause === undefined || kind !== 'unavailable' ? {} : { retryAfterSeconds: pause }),
  })
}

/** Whether the service refused the texts themselves, being too long for instance. */
export function isRefusal(error: unknown): boolean {
  return error instanceof UpnextError && error.code === 'embedding' && EXPLANATIONS.get(grpcCodeOf(error.cause)) === REFUSED
}

function grpcCodeOf(error: unknown): number {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : 0
}

/** Seconds of a google.rpc.RetryInfo among the error's details. */
function retryDelayOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('statusDetails' in error) || !Array.isArray(error.statusDetails)) return undefined
  const details = error.statusDetails as readonly { readonly retryDelay?: { readonly seconds?: unknown; readonly nanos?: unknown } }[]
  const delay = details.find(({ retryDelay }) => retryDelay !== undefined)?.retryDelay
  const seconds = Number(delay?.seconds ?? 0) + Number(delay?.nanos ?? 0) / 1e9
  return seconds > 0 ? Math.ceil(seconds) : undefined
}
