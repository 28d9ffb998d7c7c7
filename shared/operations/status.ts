import { z } from 'zod'
import { SERVING_ALIAS } from '#shared/index/registry.ts'
import type { CollectionRecord, RegistryState } from '#shared/index/registry.ts'
import type { VideoIndex } from '#shared/index/video-index.ts'
import { recipeDigest } from '#shared/recipe/recipe.ts'
import type { Operation, OperationDeps } from './operation.ts'

const count = z.int().min(0)

const report = z.object({
  registry: z.object({ revision: count, aliases: z.record(z.string(), z.string()) }),
  collections: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['live', 'filling', 'dropping']),
      createdAt: z.iso.datetime(),
      recipe: z.object({ name: z.string(), digest: z.string(), model: z.string(), textRules: z.int() }),
      live: count,
      shown: count,
      tombstones: count,
    }),
  ),
  warehouse: z.object({ changes: count, videos: count, vectors: count }),
  /** Null where the store cannot tell: with Pub/Sub, only the subscription's metrics can. */
  letters: z.object({ quarantine: count.nullable(), deadLetter: count.nullable() }),
  /** The newest video that is shown. */
  newest: z.object({ id: z.string(), title: z.string(), publishedAt: z.iso.datetime() }).nullable(),
})

export type StatusReport = z.output<typeof report>

/** What the installation holds. */
export const STATUS: Operation<object, null, StatusReport> = {
  name: 'status',
  summary: 'What the installation holds: collections, counts, letters that wait',
  access: 'read',
  input: z.object({}),
  cursor: z.null(),
  report,
  step: async (_, __, deps) => ({ cursor: null, report: await statusOf(deps) }),
}

async function statusOf({ registry, index, warehouse, letters, clock }: OperationDeps): Promise<StatusReport> {
  const state = await registry.read()
  const [collections, counts, quarantine, deadLetter, newest] = await Promise.all([
    Promise.all(state.collections.map(async (collection) => collectionView(collection, index))),
    warehouse.count(),
    letters.count('quarantine'),
    letters.count('dead-letter'),
    newestOf(state, index, clock()),
  ])
  const { revision, aliases } = state
  const waiting = { quarantine: quarantine ?? null, deadLetter: deadLetter ?? null }
  return { registry: { revision, aliases }, collections, warehouse: counts, letters: waiting, newest }
}

async function collectionView({ name, recipe, state, createdAt }: CollectionRecord, index: VideoIndex) {
  const { name: recipeName, model, textRules } = recipe
  const counts = await index.count(name)
  const made = { name: recipeName, digest: recipeDigest(recipe), model, textRules }
  return { name, state, createdAt: new Date(createdAt).toISOString(), recipe: made, ...counts }
}

async function newestOf({ aliases }: RegistryState, index: VideoIndex, now: number): Promise<StatusReport['newest']> {
  const collection = aliases[SERVING_ALIAS]
  if (collection === undefined) return null
  const [newest] = await index.latest(collection, { now, regions: [], ageRestricted: true }, 1)
  if (newest === undefined) return null
  const display = (await index.displays(collection, [newest.id])).get(newest.id)
  return { id: newest.id, title: display?.title ?? '', publishedAt: new Date(newest.ranking.publishedAt).toISOString() }
}
