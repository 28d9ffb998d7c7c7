import { isUpnextError, messageOf, UpnextError, type ErrorCode } from '#shared/errors.ts'

/** gRPC status (below 17) or HTTP status of an answer, as Google's clients put it on their errors. */
interface Answered {
  readonly code: number
  readonly errors?: readonly { readonly reason?: string }[]
  readonly response?: { readonly headers?: Readonly<Record<string, string | undefined>> }
  readonly statusDetails?: readonly { readonly retryDelay?: { readonly seconds?: unknown } }[]
}

const CODES: ReadonlyMap<number, ErrorCode> = new Map([
  [3, 'configuration'], // INVALID_ARGUMENT: what is sent was checked, so the table is another one
  [5, 'not-found'],
  [6, 'conflict'],
  [7, 'configuration'], // PERMISSION_DENIED
  [9, 'configuration'], // FAILED_PRECONDITION
  [11, 'configuration'], // OUT_OF_RANGE
  [12, 'configuration'], // UNIMPLEMENTED
  [16, 'configuration'], // UNAUTHENTICATED
  [400, 'configuration'],
  [401, 'configuration'],
  [403, 'configuration'],
  [404, 'not-found'],
  [409, 'conflict'],
  [412, 'conflict'],
])

/** Reasons of a 403 (and of failed jobs, which carry no status) that pass; see cloud.google.com/bigquery/docs/error-messages. */
const PASSING_REASONS: ReadonlySet<string> = new Set([
  'rateLimitExceeded',
  'quotaExceeded',
  'backendError',
  'internalError',
  'jobBackendError',
])

const FIXES: Readonly<Partial<Record<ErrorCode, string>>> = {
  'not-found':
    'Create dataset, tables and views (Terraform, or `upnext doctor` says what is missing), and check UPNEXT_PROJECT and UPNEXT_DATASET.',
  configuration: 'Check that this service account may read and write the dataset, and that its tables are of this release.',
  unavailable: 'Retry; if it lasts, look at BigQuery quotas and status.',
}

/** Explains anything that Google's clients throw. @param action what was tried, as the end of a sentence. */
export function faultOf(error: unknown, action: string): UpnextError {
  if (isUpnextError(error)) return error
  const code = codeOf(error)
  const fix = FIXES[code]
  const seconds = isAnswered(error) ? retryAfter(error) : undefined
  return new UpnextError(code, `BigQuery could not ${action}: ${firstLine(messageOf(error))}`, {
    cause: error,
    ...(fix === undefined ? {} : { fix }),
    ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
  })
}

function codeOf(error: unknown): ErrorCode {
  if (!isAnswered(error)) return 'unavailable' // No answer at all: refused, reset, timed out.
  if (error.errors?.some(({ reason = '' }) => PASSING_REASONS.has(reason)) === true) return 'unavailable'
  return CODES.get(error.code) ?? 'unavailable'
}

function isAnswered(error: unknown): error is Answered {
  return error instanceof Error && 'code' in error && typeof error.code === 'number'
}

/** From the HTTP header, or from the RetryInfo of a gRPC status. */
function retryAfter({ response, statusDetails = [] }: Answered): number | undefined {
  const header = Number(response?.headers?.['retry-after'])
  const info = Number(statusDetails.find(({ retryDelay }) => retryDelay !== undefined)?.retryDelay?.seconds)
  return [header, info].find((seconds) => seconds > 0)
}

/** Further lines may repeat a query or a row. */
function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.slice(0, 300) ?? ''
}
