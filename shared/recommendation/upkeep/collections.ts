import type { Logger } from '#shared/logger.ts'
import { isComplete, resolveAlias } from '#shared/index/registry.ts'
import type { CollectionRecord, Registry } from '#shared/index/registry.ts'
import { FIRST_LOAD_MS, within } from './deadline.ts'
import { createFresh } from './fresh.ts'

/** Resolves aliases from a copy of the registry that is a few seconds old at most, or the last good one. */
export interface Collections {
  /** @throws UpnextError `unavailable` while there is no such collection or the registry was never read. */
  resolve(alias: string): Promise<CollectionRecord>
  /** A complete collection by its name or an alias; undefined where there is none. @throws UpnextError `unavailable` as `resolve`. */
  find(name: string): Promise<CollectionRecord | undefined>
}

export interface CollectionsOptions {
  readonly registry: Registry
  readonly logger: Logger
  readonly clock: () => number
  readonly budgetMs: number
}

export function createCollections({ registry, logger, clock, budgetMs }: CollectionsOptions): Collections {
  const state = createFresh({
    // An empty registry is not worth keeping: the installation may be set up at any moment.
    load: async (first) => {
      const read = await within(first ? FIRST_LOAD_MS : budgetMs, registry.read())
      if (read.collections.length === 0) resolveAlias(read, 'serving')
      return read
    },
    renewAfterMs: 2_000,
    waitAfterMs: 10_000,
    clock,
    onError: (error) => logger.warn('registry.read-failed', { error }),
  })
  return {
    resolve: async (alias) => resolveAlias(await state.get(), alias),
    find: async (name) => {
      const { aliases, collections } = await state.get()
      const found = collections.find((collection) => collection.name === (aliases[name] ?? name))
      return found !== undefined && isComplete(found) ? found : undefined
    },
  }
}
