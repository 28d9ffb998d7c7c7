import { isUpnextError, messageOf, UpnextError, type ErrorCode } from '#shared/errors.ts'

/** An UpnextError in a form that crosses threads, which class instances do not. */
export interface Fault {
  readonly code: ErrorCode
  readonly message: string
  readonly fix?: string
  readonly retryable: boolean
  readonly cause?: unknown
}

const SQLITE_BUSY = 5
const SQLITE_LOCKED = 6

type Explanation = Pick<Fault, 'code' | 'message' | 'fix'>

/** By SQLite's primary result code (https://sqlite.org/rescode.html). */
const EXPLANATIONS: ReadonlyMap<number, (path: string) => Explanation> = new Map([
  [SQLITE_BUSY, busy],
  [SQLITE_LOCKED, busy],
  [8, readOnly],
  [10, (path) => ({ code: 'unavailable', message: `The disk fails under ${path}.`, fix: 'Check the disk and the system log.' })],
  [11, corrupt],
  [
    13,
    (path) => ({ code: 'unavailable', message: `No room is left for ${path}.`, fix: 'Free disk space, or raise the limit of the file.' }),
  ],
  [14, cannotOpen],
  [23, readOnly],
  [26, corrupt],
])

/** Explains anything thrown while working on the file at `path`. */
export function faultOf(error: unknown, path: string): Fault {
  if (isUpnextError(error)) {
    const { code, message, fix, retryable, cause } = error
    return { code, message, retryable, ...(fix === undefined ? {} : { fix }), ...(cause === undefined ? {} : { cause }) }
  }
  const explanation = isFolderFault(error) ? cannotOpen(path) : (EXPLANATIONS.get(primaryCode(error))?.(path) ?? unexpected(error))
  return { ...explanation, retryable: explanation.code === 'unavailable', cause: error }
}

export function errorOf({ code, message, ...options }: Fault): UpnextError {
  return new UpnextError(code, message, options)
}

/** Whether the error only says that somebody else holds the lock. */
export function isLocked(error: unknown): boolean {
  return [SQLITE_BUSY, SQLITE_LOCKED].includes(primaryCode(error))
}

function isFolderFault(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'mkdir'
}

function primaryCode(error: unknown): number {
  const extended = error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0
  return extended & 0xff
}

function busy(path: string): Explanation {
  return {
    code: 'unavailable',
    message: `Another process holds the lock on ${path}.`,
    fix: 'Retry; if it lasts, look for a process that hangs.',
  }
}

function readOnly(path: string): Explanation {
  return { code: 'configuration', message: `${path} cannot be written.`, fix: 'Give this user the right to write the file and its folder.' }
}

function corrupt(path: string): Explanation {
  return {
    code: 'corrupt',
    message: `${path} is damaged, or no SQLite database.`,
    fix: 'Move the file away together with its -wal and -shm files, then publish the catalogue again or restore a backup.',
  }
}

function cannotOpen(path: string): Explanation {
  return {
    code: 'configuration',
    message: `${path} cannot be opened.`,
    fix: 'Check that UPNEXT_SQLITE_PATH names a file, that its folder exists and that this user may write to both.',
  }
}

function unexpected(error: unknown): Explanation {
  return { code: 'unavailable', message: `The database refused a statement: ${messageOf(error)}` }
}
