import { UpnextError } from '#shared/errors.ts'

/**
 * What a promise gives within so many milliseconds.
 * @throws UpnextError `unavailable` when the time is up; the work itself is not ended.
 */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(tooSlow(milliseconds)), Math.max(0, milliseconds))
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

function tooSlow(milliseconds: number): UpnextError {
  return new UpnextError('unavailable', `Nothing came within ${Math.round(milliseconds)} ms.`, { fix: 'Try again.', retryAfterSeconds: 1 })
}
