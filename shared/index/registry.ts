import { UpnextError } from '#shared/errors.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'

/** The alias that requests resolve unless an experiment says otherwise. */
export const SERVING_ALIAS = 'serving'
/** What served before: where a rollback goes. */
export const PREVIOUS_ALIAS = 'previous'

/** How far a collection has been brought to what the warehouse holds. Any process can go on from here. */
export interface Backfill {
  /** Of the warehouse; what is read now. */
  readonly snapshot: string
  /** Epoch milliseconds: just before the collection's first snapshot was taken. Whatever was stored later is the catch-up's. */
  readonly startedAt: number
  /** Videos of the snapshot, and how many of them were placed: all up to `afterId`. */
  readonly videos: number
  readonly placed: number
  readonly afterId: string
  /** Who works on it, and when they last said so (epoch milliseconds): a second one is told. */
  readonly runner: string
  readonly seenAt: number
  /** The revision from which on ingest writes the collection, and since when. */
  readonly joined?: { readonly revision: number; readonly at: number }
  /** When a catch-up that began after the last event of an earlier revision had ended found nothing missing any more. */
  readonly closedAt?: number
}

/** What a verification said. */
export interface Check {
  readonly at: number
  readonly passed: boolean
  /** sha256 (hex) of the report. */
  readonly report: string
}

/** What the daily watch over a collection that serves said. */
export interface Watch {
  readonly at: number
  /** Share of the twenty nearest that searches found, of so many seeds; null: there was nothing to be found. */
  readonly recall: number | null
  readonly seeds: number
  /** Share of the videos of the warehouse that the index has. */
  readonly coverage: number
  /** Since the newest change was stored; null: there is none. */
  readonly lagMs: number | null
}

export interface CollectionRecord {
  readonly name: string
  readonly recipe: Recipe
  /** `live`: ingest writes it. `filling`: not yet (backfill). `dropping`: no more, it is being removed. */
  readonly state: 'live' | 'filling' | 'dropping'
  readonly createdAt: number
  /** Missing for the first collection of an installation: there was nothing to fill it from. */
  readonly backfill?: Backfill
  /** The last one. */
  readonly check?: Check
  /** The last one. */
  readonly watch?: Watch
  /** When the serving alias last left it (epoch milliseconds): some instances may read it for a moment longer. */
  readonly leftAt?: number
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

/** Whether answers may be read from it: ingest writes it, and it holds all that was there before. */
export function isComplete({ state, backfill }: CollectionRecord): boolean {
  return state === 'live' && (backfill === undefined || backfill.closedAt !== undefined)
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
