import { setTimeout } from 'node:timers/promises'
import { isUpnextError } from '#shared/errors.ts'

const ATTEMPTS = 6
const FIRST_DELAY_MS = 250

/** Tries again what may succeed later: hours of work should not end with one slow answer. @throws the last fault. */
export async function patiently<T>(action: () => Promise<T>, signal: AbortSignal, attempt = 1): Promise<T> {
  try {
    return await action()
  } catch (error) {
    if (!isUpnextError(error) || !error.retryable || attempt >= ATTEMPTS || signal.aborted) throw error
    await pause(Math.max(FIRST_DELAY_MS * 2 ** attempt, (error.retryAfterSeconds ?? 0) * 1000), signal)
    return patiently(action, signal, attempt + 1)
  }
}

/** Ends early, without a fault, when `signal` aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => undefined)
}
