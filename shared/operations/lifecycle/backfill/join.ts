import { changeRegistry, collectionNamed, withCollection } from '#shared/index/registry-change.ts'
import type { Backfill, CollectionRecord } from '#shared/index/registry.ts'
import type { OperationDeps } from '../../operation.ts'

const LOOK_EVERY_MS = 1_000
const LOOK_AGAIN_MS = 200

/** Switches indexing on and waits for it. @returns false where `signal` aborted before it was done. */
export async function indexed({ index, sleep }: OperationDeps, name: string, signal: AbortSignal): Promise<boolean> {
  await index.setIndexing(name, 'on')
  // Right after the switch an index may not know yet that it has work: it must say twice that it has none.
  for (let calm = 0; calm < 2;) {
    if (signal.aborted) return false
    calm = (await index.isIndexed(name)) ? calm + 1 : 0
    await sleep(calm === 0 ? LOOK_EVERY_MS : LOOK_AGAIN_MS, signal)
  }
  return true
}

/**
 * Makes the collection live: every event whose handling reads the registry from now on is written to it as well. Rows in the warehouse carry the
 * revision that their event read, so that those which do not know of the collection can be told.
 */
export async function join({ registry, clock }: OperationDeps, { name }: CollectionRecord, runner: string): Promise<CollectionRecord> {
  const state = await changeRegistry(registry, (state) => {
    const record = collectionNamed(state, name)
    if (record.state !== 'filling' || record.backfill?.runner !== runner) return undefined
    const backfill: Backfill = { ...record.backfill, joined: { revision: state.revision + 1, at: clock() }, seenAt: clock() }
    return withCollection(state, { ...record, state: 'live', backfill })
  })
  return collectionNamed(state, name)
}
