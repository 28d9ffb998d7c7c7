import { isUpnextError, UpnextError } from '#shared/errors.ts'

/** What a cold process waits for the first read of something that it keeps: connections and caches are still to be made. Milliseconds. */
export const FIRST_LOAD_MS = 1_500

/**
 * What a promise gives within so many milliseconds.
 * @throws UpnextError `unavailable` when the time is up (see `isLate`); the work itself is not ended.
 */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(late(milliseconds)), Math.max(0, milliseconds))
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

/** Whether the time was up, rather than the work having failed. */
export function isLate(error: unknown): boolean {
  return isUpnextError(error) && error.cause instanceof DOMException && error.cause.name === 'TimeoutError'
}

function late(milliseconds: number): UpnextError {
  const cause = new DOMException(`${Math.round(milliseconds)} ms are over`, 'TimeoutError')
  return new UpnextError('unavailable', 'Nothing came in time.', { fix: 'Try again.', retryAfterSeconds: 1, cause })
}
