import { isUpnextError, UpnextError } from '#shared/errors.ts'
import { changeRegistry, collectionNamed, withCollection } from '#shared/index/registry-change.ts'
import type { Backfill, CollectionRecord, Registry, RegistryState } from '#shared/index/registry.ts'
import type { OperationDeps } from '../../operation.ts'

/** So long a backfill may live after its last sign of life, and how often it gives one. */
const LEASE_MS = 30_000
const BEAT_MS = 8_000
const LOOK_EVERY_MS = 500

/** The collection that a backfill is for. @throws UpnextError `invalid-request` where that is not clear. */
export function collectionToFill(state: RegistryState, named: string | undefined): CollectionRecord {
  if (named !== undefined) return checked(collectionNamed(state, named))
  const open = state.collections.filter(isUnfinished)
  const [only] = open
  if (only !== undefined && open.length === 1) return only
  const names = open.map(({ name }) => name).join(', ')
  throw new UpnextError(
    'invalid-request',
    open.length === 0 ? 'No collection waits to be filled.' : `Several collections wait: ${names}.`,
    {
      fix: open.length === 0 ? 'Make one with `upnext index create --recipe FILE`.' : 'Name one of them.',
    },
  )
}

function isUnfinished({ state, backfill }: CollectionRecord): boolean {
  return state === 'filling' || (state === 'live' && backfill !== undefined && backfill.closedAt === undefined)
}

function checked(record: CollectionRecord): CollectionRecord {
  if (record.state !== 'dropping' && (record.state === 'filling' || record.backfill !== undefined)) return record
  const why = record.state === 'dropping' ? 'is being dropped' : 'was live from the beginning'
  throw new UpnextError('invalid-request', `${record.name} ${why}: there is nothing to fill.`)
}

/**
 * Takes a snapshot and begins, or goes on where somebody stopped. Who was killed gave no notice: that is waited for, half a minute at most.
 * @throws UpnextError `conflict` when somebody else gives signs of life.
 */
export async function claim(deps: OperationDeps, named: CollectionRecord, runner: string, signal: AbortSignal): Promise<CollectionRecord> {
  const collection = await alone(deps, named, runner, signal)
  const begun = collection.backfill ?? (await begin(deps, runner))
  return changeBackfill(deps.registry, collection.name, (record) => {
    const current = record.backfill ?? begun
    if (isHeld(current, runner, deps.clock())) throw underWay(current, deps.clock())
    return { ...current, runner, seenAt: deps.clock() }
  })
}

async function begin({ warehouse, clock }: OperationDeps, runner: string): Promise<Backfill> {
  // The time before the snapshot: what is stored in between may be in both, never in none.
  const startedAt = clock()
  const { id, videos } = await warehouse.takeSnapshot()
  return { snapshot: id, startedAt, videos, placed: 0, afterId: '', runner, seenAt: startedAt }
}

async function alone(deps: OperationDeps, first: CollectionRecord, own: string, signal: AbortSignal): Promise<CollectionRecord> {
  let record = first
  while (record.backfill !== undefined && isHeld(record.backfill, own, deps.clock())) {
    if (signal.aborted || record.backfill.seenAt !== first.backfill?.seenAt) throw underWay(record.backfill, deps.clock())
    await deps.sleep(LOOK_EVERY_MS, signal)
    record = checked(collectionNamed(await deps.registry.read(), first.name))
  }
  return record
}

function isHeld({ runner, seenAt, closedAt }: Backfill, own: string, now: number): boolean {
  return runner !== own && closedAt === undefined && now - seenAt <= LEASE_MS
}

function underWay({ seenAt }: Backfill, now: number): UpnextError {
  const seconds = Math.max(0, Math.round((now - seenAt) / 1000))
  return new UpnextError('conflict', `Another backfill of this collection is under way; it gave a sign of life ${seconds} s ago.`, {
    fix: 'Let it end; `upnext index status` shows how far it is.',
  })
}

/** Notes how far a backfill is. @throws UpnextError `conflict` when another one has taken over. */
export function progressed(deps: OperationDeps, name: string, runner: string, progress: Partial<Backfill>): Promise<CollectionRecord> {
  return changeBackfill(deps.registry, name, ({ backfill }) => {
    if (backfill?.runner === runner) return { ...backfill, seenAt: deps.clock(), ...progress }
    throw new UpnextError('conflict', 'Another backfill of this collection has taken over.', { fix: 'Let that one end.' })
  })
}

/** Lets the next one begin at once. */
export async function release(deps: OperationDeps, name: string, runner: string): Promise<void> {
  await progressed(deps, name, runner, { seenAt: 0 })
}

/** Gives signs of life while `work` runs, whose signal aborts with the given one, or when somebody else has taken over. */
export async function whileAlive<T>(
  deps: OperationDeps,
  name: string,
  runner: string,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const [done, lost] = [new AbortController(), new AbortController()]
  const beat = async (): Promise<void> => {
    for (;;) {
      await deps.sleep(BEAT_MS, done.signal)
      if (done.signal.aborted) return
      await progressed(deps, name, runner, {}).catch((error: unknown) => {
        if (isUpnextError(error, 'conflict')) lost.abort()
      })
    }
  }
  const beating = beat()
  try {
    return await work(AbortSignal.any([signal, lost.signal]))
  } finally {
    done.abort()
    await beating
  }
}

async function changeBackfill(registry: Registry, name: string, change: (record: CollectionRecord) => Backfill): Promise<CollectionRecord> {
  const state = await changeRegistry(registry, (state) => {
    const record = checked(collectionNamed(state, name))
    return withCollection(state, { ...record, backfill: change(record) })
  })
  return collectionNamed(state, name)
}
