import { z } from 'zod'
import { SERVING_ALIAS } from '#shared/index/registry.ts'
import { setUpIndex } from '#shared/index/set-up.ts'
import { collectionName, recipeDigest } from '#shared/recipe/recipe.ts'
import type { Operation } from './operation.ts'

const report = z.object({
  /** The collection of the recipe that this release brings. */
  collection: z.string(),
  /** `created` now; `unchanged`: it was there, as it should be; `other-recipe`: the installation has collections, of other recipes alone. */
  outcome: z.enum(['created', 'unchanged', 'other-recipe']),
  /** What answers are read from. */
  serving: z.string().nullable(),
  revision: z.int().min(0),
})

export type CreateReport = z.output<typeof report>

/** Gives an empty installation its first collection, live and serving; of one that has it, checks that it is as it should be. */
export const CREATE: Operation<object, null, CreateReport> = {
  name: 'create',
  summary: 'Makes the first collection, or checks the one that is there',
  access: 'set-up',
  input: z.object({}),
  cursor: z.null(),
  report,
  step: async (_, __, { registry, index, artefacts, recipe, clock }) => {
    const collection = collectionName(recipe)
    const before = await registry.read()
    const isKnown = before.collections.some(({ name }) => name === collection)
    if (isKnown) await index.createCollection(collection, { dimensions: recipe.dimensions, recipeDigest: recipeDigest(recipe) })
    else await setUpIndex({ registry, index, artefacts }, recipe, clock)
    const { revision, aliases } = await registry.read()
    const isNew = before.revision === 0 && revision > 0
    const outcome = isKnown ? 'unchanged' : isNew ? 'created' : 'other-recipe'
    return { cursor: null, report: { collection, outcome, serving: aliases[SERVING_ALIAS] ?? null, revision } }
  },
}
