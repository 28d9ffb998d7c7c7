import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedders, openStores, openTranscripts, type Stores } from '#infra/adapters.ts'
import type { Config } from '#shared/config.ts'
import { setUpIndex } from '#shared/index/set-up.ts'
import { createIngest, type Ingest } from '#shared/ingest/ingest.ts'
import { SILENT } from '#shared/logger.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { collectionName, type Recipe } from '#shared/recipe/recipe.ts'

/** An installation for one measurement: the real ingest and the real stores, in a folder that goes with it. */
export interface TrialProduct {
  readonly stores: Stores
  readonly ingest: Ingest
  readonly recipe: Recipe
  readonly collection: string
}

export async function withTrialProduct<T>(config: Config, clock: () => number, work: (product: TrialProduct) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'upnext-trial-'))
  const embedders = openEmbedders(config)
  try {
    const stores = await openStores({ ...config, sqlitePath: join(folder, 'trial.db') })
    try {
      await setUpIndex(stores.registry, stores.index, DEFAULT_RECIPE, clock)
      const transcripts = await openTranscripts(config)
      const ingest = createIngest({ ...stores, embedders: embedders.lookup, transcripts, logger: SILENT, clock })
      return await work({ stores, ingest, recipe: DEFAULT_RECIPE, collection: collectionName(DEFAULT_RECIPE) })
    } finally {
      await stores.close()
    }
  } finally {
    await embedders.close()
    await rm(folder, { recursive: true, force: true })
  }
}
