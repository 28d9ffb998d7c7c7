import { z } from 'zod'
import type { Backfill, CollectionRecord } from '#shared/index/registry.ts'
import type { Placing } from '#shared/ingest/place.ts'
import type { DocumentChange, Warehouse } from '#shared/warehouse/warehouse.ts'
import type { OperationDeps } from '../../operation.ts'
import { bringOrRefuse, notIn } from '../bring.ts'
import { patiently } from '../patience.ts'
import { atOnce, inGroups } from '../window.ts'

const GROUP = 200
const WIDTH = 3

/** One look at all that was stored since the snapshot. */
export const pass = z.object({
  snapshot: z.string(),
  afterId: z.string(),
  /** Epoch milliseconds. */
  startedAt: z.int(),
  missing: z.int().min(0),
})

export type Pass = z.output<typeof pass>

type Joined = CollectionRecord & { readonly backfill: Backfill }

/** How long an event may be under way, and a ninth more for clocks that differ. */
export function settlingMs({ eventTimeoutMs }: Pick<OperationDeps, 'eventTimeoutMs'>): number {
  return Math.ceil((eventTimeoutMs * 10) / 9)
}

export async function beginPass({ warehouse, clock, ...deps }: OperationDeps, { backfill }: Joined): Promise<Pass> {
  const startedAt = clock()
  const { id } = await warehouse.takeSnapshot({ since: Math.max(0, backfill.startedAt - settlingMs(deps)) })
  return { snapshot: id, afterId: '', startedAt, missing: 0 }
}

/**
 * Brings what the collection does not have yet. @returns the pass with how far it is and what was missing, and whether it saw everything: not
 * when `signal` aborted.
 */
export async function goOn(
  deps: OperationDeps,
  record: Joined,
  begun: Pass,
  placing: Placing & { readonly warehouse: Warehouse },
  signal: AbortSignal,
): Promise<{ readonly pass: Pass; readonly complete: boolean }> {
  let at = begun
  const groups = inGroups(deps.warehouse.readSnapshot(at.snapshot, { afterId: at.afterId }), GROUP)
  const work = (changes: readonly DocumentChange[]) => patiently(() => bringGroup(changes, record, placing), deps, signal)
  for await (const { lastId, missing } of atOnce(groups, WIDTH, work, signal))
    at = { ...at, afterId: lastId, missing: at.missing + missing }
  if (signal.aborted) return { pass: at, complete: false }
  await deps.warehouse.dropSnapshot(at.snapshot)
  return { pass: at, complete: true }
}

async function bringGroup(
  changes: readonly DocumentChange[],
  record: CollectionRecord,
  placing: Placing & { readonly warehouse: Warehouse },
) {
  const missing = await notIn(placing.index, record.name, changes)
  const brought = await Promise.all(missing.map((change) => bringOrRefuse(change, record, placing)))
  return { lastId: changes.at(-1)?.id ?? '', missing: brought.filter((one) => one).length }
}
