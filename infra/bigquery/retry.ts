import { setTimeout as sleep } from 'node:timers/promises'
import type { UpnextError } from '#shared/errors.ts'
import { faultOf } from './faults.ts'

const ATTEMPTS = 3
const FIRST_DELAY_MS = 200

/** Runs an action again where its fault may pass, three times in all. @throws UpnextError as `faultOf` explains the last. */
export async function retrying<T>(action: () => Promise<T>, name: string, attempt = 1): Promise<T> {
  try {
    return await action()
  } catch (error) {
    const fault = faultOf(error, name)
    if (!fault.retryable || attempt === ATTEMPTS) throw fault
    await sleep(delayAfter(attempt, fault))
    return retrying(action, name, attempt + 1)
  }
}

/** Exponential, half of it left to chance. An asked-for wait that is longer than ours is the caller's to keep. */
function delayAfter(attempt: number, { retryAfterSeconds = 0 }: UpnextError): number {
  const exponential = FIRST_DELAY_MS * 4 ** (attempt - 1) * (0.5 + Math.random() / 2)
  return Math.max(exponential, Math.min(retryAfterSeconds * 1000, FIRST_DELAY_MS * 10))
}
