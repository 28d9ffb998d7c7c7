import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStores, openTranscripts, type Stores } from '#infra/adapters.ts'
import type { Config } from '#shared/config.ts'
import type { EmbedderLookup } from '#shared/embedding/embedder.ts'
import { setUpIndex } from '#shared/index/set-up.ts'
import { createIngest, type Ingest } from '#shared/ingest/ingest.ts'
import { SILENT } from '#shared/logger.ts'
import { collectionName, type Recipe } from '#shared/recipe/recipe.ts'
import type { TrialRecipe } from './trial-recipe.ts'

/** An installation for one measurement: the real ingest and the real stores, in a folder that goes with it. */
export interface TrialProduct {
  readonly stores: Stores
  readonly ingest: Ingest
  readonly recipe: Recipe
  readonly collection: string
}

export interface TrialOptions {
  readonly config: Config
  readonly lookup: EmbedderLookup
  readonly clock: () => number
}

export async function withTrialProduct<T>(
  { recipe, artefacts }: TrialRecipe,
  { config, lookup, clock }: TrialOptions,
  work: (product: TrialProduct) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'upnext-trial-'))
  try {
    const stores = await openStores({ ...config, sqlitePath: join(folder, 'trial.db') })
    try {
      for (const part of artefacts === undefined ? [] : Object.values(artefacts)) await stores.artefacts.put(part)
      await setUpIndex(stores, recipe, clock)
      const transcripts = await openTranscripts(config)
      const ingest = createIngest({ ...stores, embedders: lookup, transcripts, logger: SILENT, clock })
      return await work({ stores, ingest, recipe, collection: collectionName(recipe) })
    } finally {
      await stores.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
