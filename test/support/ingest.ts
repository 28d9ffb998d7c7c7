import { createIngest } from '#shared/ingest/ingest.ts'
import type { IngestContext } from '#shared/ingest/ingest.ts'
import { createFeedbackWarehouse } from '#infra/sqlite/feedback/warehouse.ts'
import { createWatches } from '#infra/sqlite/feedback/watches.ts'
import { openSqlite } from '#infra/sqlite/open.ts'
import type { Embedder } from '#shared/embedding/embedder.ts'
import { UpnextError } from '#shared/errors.ts'
import { setUpIndex } from '#shared/index/set-up.ts'
import { SILENT } from '#shared/logger.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'
import { collectionName, recipeDigest } from '#shared/recipe/recipe.ts'
import { temporaryFolder } from './temporary.ts'
import { stubEmbedder } from './stub-embedder.ts'

export const STUB_RECIPE: Recipe = {
  ...DEFAULT_RECIPE,
  name: 'stub',
  model: 'stub',
  dimensions: 16,
  statistics: { rarity: null, text: null, fields: null, languages: null },
}

/** Real SQLite stores in a folder of their own, an ingest on top, and the stub in place of a model. */
export async function openTestIngest(options: { embedder?: Embedder; context?: Partial<IngestContext> } = {}) {
  const folder = await temporaryFolder()
  const opened = await openSqlite({ path: `${folder.path}/test.db` })
  const stores = { ...opened, feedback: createFeedbackWarehouse(opened.threads), watches: createWatches(opened.threads) }
  await setUpIndex(stores, STUB_RECIPE, () => 0)
  const embedder = options.embedder ?? stubEmbedder()
  const context: IngestContext = {
    ...stores,
    embedders: () => Promise.resolve(embedder),
    transcripts: { read: () => Promise.reject(new UpnextError('invalid-event', 'No transcripts here.')) },
    logger: SILENT,
    clock: () => 1,
    ...options.context,
  }
  const close = async () => {
    await stores.close()
    await folder.remove()
  }
  return { stores, context, path: `${folder.path}/test.db`, ingest: createIngest(context), close }
}

/** Adds a second live collection, of another recipe. */
export async function addLiveCollection({ registry, index }: Pick<IngestContext, 'registry' | 'index'>, recipe: Recipe): Promise<string> {
  const name = collectionName(recipe)
  await index.createCollection(name, { dimensions: recipe.dimensions, recipeDigest: recipeDigest(recipe) })
  const { revision, collections, aliases } = await registry.read()
  await registry.replace(revision, { aliases, collections: [...collections, { name, recipe, state: 'live', createdAt: 0 }] })
  return name
}
