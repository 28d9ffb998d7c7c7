import { setTimeout } from 'node:timers/promises'

/** Ends early, without a fault, when `signal` aborts. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => undefined)
}
