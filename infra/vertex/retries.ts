import { setTimeout as sleep } from 'node:timers/promises'
import { isUpnextError } from '#shared/errors.ts'

const FIRST_PAUSE_MS = 200
const MAX_PAUSE_MS = 5000

export interface Patience {
  /** On the clock of `performance.now()`. */
  readonly deadline: number
  /** Ends it when the answer is of no use any more. */
  readonly signal: AbortSignal
}

/**
 * Tries until the deadline for as long as the fault may pass. Pauses double and are left to chance, so that many instances do not come back
 * at once; one that the other side asks for is kept. Gives up early where the pause would last beyond the deadline.
 * @param attempt Is told the milliseconds that are left.
 * @throws what the last attempt threw.
 */
export async function withRetries<T>(attempt: (leftMs: number) => Promise<T>, patience: Patience, tries = 1): Promise<T> {
  const { deadline, signal } = patience
  try {
    return await attempt(Math.max(1, deadline - performance.now()))
  } catch (error) {
    if (!isUpnextError(error) || !error.retryable) throw error
    const backoff = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1)) * (0.5 + Math.random())
    const pause = Math.max(backoff, (error.retryAfterSeconds ?? 0) * 1000)
    if (signal.aborted || performance.now() + pause >= deadline) throw error
    await sleep(pause, undefined, { signal })
    return withRetries(attempt, patience, tries + 1)
  }
}
