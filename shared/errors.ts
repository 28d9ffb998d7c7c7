/** What kind of fault it is. The code is stable: logs, tests and callers tell errors apart by it, never by the message. */
export type ErrorCode =
  | 'invalid-event' // can never succeed: quarantine
  | 'invalid-request' // the caller's fault: 400
  | 'configuration'
  | 'unavailable' // a store or service that may come back: retry
  | 'conflict' // somebody else changed it first
  | 'not-found'
  | 'embedding'
  | 'corrupt' // a store that cannot be read at all

export interface ErrorOptions {
  /** What the reader should do about it. */
  readonly fix?: string
  readonly cause?: unknown
  /** Whether the same call may succeed later. Default: only for `unavailable`. */
  readonly retryable?: boolean
  /** Seconds after which a retry makes sense, where the other side said so. */
  readonly retryAfterSeconds?: number
  /** The input field at fault, in dotted form, where there is one. */
  readonly field?: string
}

/** The one error type of the project: a code, whether a retry may help, what to do, and the cause. */
export class UpnextError extends Error {
  override readonly name = 'UpnextError'
  readonly code: ErrorCode
  readonly retryable: boolean
  readonly fix: string | undefined
  readonly field: string | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.retryable = options.retryable ?? code === 'unavailable'
    this.fix = options.fix
    this.field = options.field
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** True for an UpnextError, of the given code if one is named. */
export function isUpnextError(error: unknown, code?: ErrorCode): error is UpnextError {
  return error instanceof UpnextError && (code === undefined || error.code === code)
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
