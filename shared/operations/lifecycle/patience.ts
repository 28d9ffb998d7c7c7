import { isUpnextError } from '#shared/errors.ts'
import type { OperationDeps } from '../operation.ts'

const ATTEMPTS = 6
const FIRST_DELAY_MS = 250

/** Tries again what may succeed later: hours of work should not end with one slow answer. @throws the last fault. */
export async function patiently<T>(
  action: () => Promise<T>,
  deps: Pick<OperationDeps, 'sleep'>,
  signal: AbortSignal,
  attempt = 1,
): Promise<T> {
  try {
    return await action()
  } catch (error) {
    if (!isUpnextError(error) || !error.retryable || attempt >= ATTEMPTS || signal.aborted) throw error
    await deps.sleep(Math.max(FIRST_DELAY_MS * 2 ** attempt, (error.retryAfterSeconds ?? 0) * 1000), signal)
    return patiently(action, deps, signal, attempt + 1)
  }
}
