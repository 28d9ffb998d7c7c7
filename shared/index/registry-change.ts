import { isUpnextError, UpnextError } from '#shared/errors.ts'
import type { Check, CollectionRecord, Registry, RegistryState, Watch } from './registry.ts'

type Next = Omit<RegistryState, 'revision'>

/** Others write the registry too, above all the backfills that say how far they are. */
const ATTEMPTS = 8

/**
 * Changes the registry as it is at the moment of the change: where somebody else was first, `change` is asked again, of what is there now.
 * @param change What it shall be; undefined where that is so already. Throws what stands against it.
 * @throws UpnextError `conflict` when others are first each time, and what `change` throws.
 */
export async function changeRegistry(
  registry: Registry,
  change: (state: RegistryState) => Next | undefined,
  attempts = ATTEMPTS,
): Promise<RegistryState> {
  const state = await registry.read()
  const next = change(state)
  if (next === undefined) return state
  try {
    return await registry.replace(state.revision, next)
  } catch (error) {
    if (!isUpnextError(error, 'conflict') || attempts <= 1) throw error
    return changeRegistry(registry, change, attempts - 1)
  }
}

/** @throws UpnextError `not-found` that lists what there is. */
export function collectionNamed({ collections }: RegistryState, name: string): CollectionRecord {
  const record = collections.find((collection) => collection.name === name)
  if (record !== undefined) return record
  const known = collections.map((collection) => collection.name).join(', ')
  throw new UpnextError('not-found', `The registry has no collection "${name}".`, { fix: `There are: ${known === '' ? 'none' : known}.` })
}

/** The registry with the record in place of the one of its name, or beside the others. */
export function withCollection({ collections, aliases }: Next, record: CollectionRecord): Next {
  const known = collections.some(({ name }) => name === record.name)
  return { aliases, collections: known ? collections.map((one) => (one.name === record.name ? record : one)) : [...collections, record] }
}

/** Notes what a verification said, in place of what an earlier one did. @throws UpnextError `not-found`, `conflict`. */
export async function recordCheck(registry: Registry, name: string, check: Check): Promise<RegistryState> {
  return changeRegistry(registry, (state) => withCollection(state, { ...collectionNamed(state, name), check }))
}

/** Notes what was watched, in place of what was before. @throws UpnextError `not-found`, `conflict`. */
export async function recordWatch(registry: Registry, name: string, watch: Watch): Promise<RegistryState> {
  return changeRegistry(registry, (state) => withCollection(state, { ...collectionNamed(state, name), watch }))
}
