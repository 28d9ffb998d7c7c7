import { setTimeout as sleep } from 'node:timers/promises'
import type { UpnextError } from '#shared/errors.ts'

export interface BatchLimits {
  /** How long the first of a batch waits for others. */
  readonly windowMs: number
  readonly maxItems: number
  readonly maxBytes: number
}

/** Undefined: it is stored. */
export type Outcome = UpnextError | undefined

export interface Batches<Item> {
  /** Resolves when the item is stored; each item has its own outcome. */
  add(item: Item, bytes: number): Promise<void>
  /** Resolves when nothing waits. */
  idle(): Promise<void>
}

interface Waiting<Item> {
  readonly item: Item
  readonly bytes: number
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/**
 * Gathers items that come at the same time into one request. One batch is under way at a time; what comes meanwhile shares the next.
 * An item larger than the limit travels alone.
 */
export function createBatches<Item>(limits: BatchLimits, send: (items: readonly Item[]) => Promise<readonly Outcome[]>): Batches<Item> {
  const waiting: Waiting<Item>[] = []
  const state: { running: Promise<void> | undefined } = { running: undefined }
  const run = async (): Promise<void> => {
    await sleep(limits.windowMs)
    while (waiting.length > 0) await settle(waiting.splice(0, fitting(waiting, limits)), send)
    state.running = undefined
  }
  return {
    add: (item, bytes) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, bytes, resolve, reject })
        state.running ??= run()
      }),
    idle: () => state.running ?? Promise.resolve(),
  }
}

/** How many of the first fit into one batch; at least one. */
function fitting(waiting: readonly Waiting<unknown>[], { maxItems, maxBytes }: BatchLimits): number {
  const size = { bytes: 0 }
  const beyond = waiting.findIndex(({ bytes }, i) => i >= maxItems || (size.bytes += bytes) > maxBytes)
  return beyond === -1 ? waiting.length : Math.max(1, beyond)
}

async function settle<Item>(batch: readonly Waiting<Item>[], send: (items: readonly Item[]) => Promise<readonly Outcome[]>): Promise<void> {
  try {
    const outcomes = await send(batch.map(({ item }) => item))
    for (const [i, { resolve, reject }] of batch.entries()) {
      if (outcomes[i] === undefined) resolve()
      else reject(outcomes[i])
    }
  } catch (error) {
    for (const { reject } of batch) reject(error)
  }
}
