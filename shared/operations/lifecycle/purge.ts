import { z } from 'zod'
import { UpnextError } from '#shared/errors.ts'
import { changeRegistry, collectionNamed, withCollection } from '#shared/index/registry-change.ts'
import { PREVIOUS_ALIAS, SERVING_ALIAS } from '#shared/index/registry.ts'
import type { CollectionRecord, RegistryState } from '#shared/index/registry.ts'
import type { Operation } from '../operation.ts'

/** Instances read the registry every few seconds, and an answer takes less than one. */
const READ_FOR_MS = 60_000

const count = z.int().min(0)

const input = z.object({ collection: z.string(), dryRun: z.boolean().default(false) })

const report = z.object({
  collection: z.string(),
  outcome: z.enum(['purged', 'planned']),
  /** What was in it. */
  live: count,
  tombstones: count,
  /** Whether a rollback could go to it. */
  wasPrevious: z.boolean(),
  revision: count,
})

export type PurgeInput = z.input<typeof input>
export type PurgeReport = z.output<typeof report>

/**
 * Drops a collection that serves nobody. The registry says first that it is going, so that ingest leaves it alone and a purge that was killed can be
 * finished.
 */
export const PURGE: Operation<PurgeInput, null, PurgeReport> = {
  name: 'purge',
  summary: 'Drops a collection that serves nobody',
  access: 'write',
  input,
  cursor: z.null(),
  report,
  step: async ({ collection, dryRun = false }, _, { registry, index, warehouse, logger, clock }) => {
    const before = await registry.read()
    const record = collectionNamed(before, collection)
    const { live, tombstones } = await index.count(collection).catch(absent)
    const wasPrevious = before.aliases[PREVIOUS_ALIAS] === collection
    const done = (outcome: PurgeReport['outcome'], revision: number) => ({
      cursor: null,
      report: { collection, outcome, live, tombstones, wasPrevious, revision },
    })
    if (dryRun) {
      announced(before, collection, clock())
      return done('planned', before.revision)
    }
    await changeRegistry(registry, (state) => announced(state, collection, clock()))
    if (record.backfill !== undefined) await warehouse.dropSnapshot(record.backfill.snapshot)
    await index.dropCollection(collection)
    const { revision } = await changeRegistry(registry, (state) => without(state, collection))
    logger.info('index.purged', { collection, live, tombstones, revision })
    return done('purged', revision)
  },
}

/** The registry as it says that a collection is going. @throws UpnextError where it may still be read. */
function announced(state: RegistryState, name: string, now: number): Omit<RegistryState, 'revision'> {
  const record = collectionNamed(state, name)
  const reading = Object.entries(state.aliases).filter(([alias, target]) => target === name && alias !== PREVIOUS_ALIAS)
  const [first] = reading
  if (first !== undefined)
    throw refused(
      `answers are read from it (${first[0]}).`,
      first[0] === SERVING_ALIAS ? 'Promote another one first.' : 'Take the alias away first.',
    )
  const wait = READ_FOR_MS - (now - (record.leftAt ?? -Infinity))
  if (wait > 0)
    throw refused('it served a moment ago, and some instances may still read it.', `Run this again in ${Math.ceil(wait / 1000)} s.`)
  const { [PREVIOUS_ALIAS]: previous, ...others } = state.aliases
  const aliases = previous === undefined || previous === name ? others : { ...others, [PREVIOUS_ALIAS]: previous }
  return { ...withCollection(state, goingOf(record)), aliases }
}

function goingOf(record: CollectionRecord): CollectionRecord {
  return { ...record, state: 'dropping' }
}

function without({ collections, aliases }: RegistryState, name: string): Omit<RegistryState, 'revision'> | undefined {
  if (!collections.some((one) => one.name === name)) return undefined
  return { aliases, collections: collections.filter((one) => one.name !== name) }
}

function refused(why: string, fix: string): UpnextError {
  return new UpnextError('invalid-request', `The collection stays: ${why}`, { fix })
}

/** A purge that was killed behind the drop is finished by the next one. */
function absent(error: unknown): { readonly live: number; readonly tombstones: number } {
  if (error instanceof UpnextError && error.code === 'not-found') return { live: 0, tombstones: 0 }
  throw error
}
