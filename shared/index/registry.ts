import { UpnextError } from '#shared/errors.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'

/** The alias that requests resolve unless an experiment says otherwise. */
export const SERVING_ALIAS = 'serving'

export interface CollectionRecord {
  readonly name: string
  readonly recipe: Recipe
  /** `live`: ingest writes it. `filling`: not yet (backfill). */
  readonly state: 'live' | 'filling'
  readonly createdAt: number
}

/** Which collections there are, which of them ingest writes, and which one each alias means. */
export interface RegistryState {
  /** Rises by one with every change; 0 is the empty registry. */
  readonly revision: number
  readonly collections: readonly CollectionRecord[]
  readonly aliases: Readonly<Record<string, string>>
}

/** One record that every function sees. It changes only by a write that names the revision it read. */
export interface Registry {
  read(): Promise<RegistryState>
  /** @throws UpnextError `conflict` when the stored revision is no longer `expected`. */
  replace(expected: number, next: Omit<RegistryState, 'revision'>): Promise<RegistryState>
}

export function liveCollections(state: RegistryState): readonly CollectionRecord[] {
  return state.collections.filter(({ state }) => state === 'live')
}

/** The collection behind an alias. @throws UpnextError `unavailable` while there is none: the installation is not set up yet. */
export function resolveAlias(state: RegistryState, alias: string): CollectionRecord {
  const name = state.aliases[alias]
  const record = state.collections.find((collection) => collection.name === name)
  if (record !== undefined) return record
  throw new UpnextError('unavailable', `No collection stands behind the alias "${alias}".`, {
    fix: 'Run `upnext index create`, or start the embedded product once with `npm start`.',
  })
}
