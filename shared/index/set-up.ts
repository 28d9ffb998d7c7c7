import { isUpnextError } from '#shared/errors.ts'
import { collectionName, recipeDigest } from '#shared/recipe/recipe.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'
import { SERVING_ALIAS } from './registry.ts'
import type { Registry } from './registry.ts'
import type { VideoIndex } from './video-index.ts'

/**
 * Gives an empty installation its first collection, live and serving. One that has collections stays as it is, also when the recipe
 * that the code brings has changed since: changing recipes is an operator's step.
 */
export async function setUpIndex(registry: Registry, index: VideoIndex, recipe: Recipe, clock: () => number): Promise<void> {
  const state = await registry.read()
  if (state.revision > 0) return
  const name = collectionName(recipe)
  await index.createCollection(name, { dimensions: recipe.dimensions, recipeDigest: recipeDigest(recipe) })
  const first = { name, recipe, state: 'live' as const, createdAt: clock() }
  await registry.replace(0, { collections: [first], aliases: { [SERVING_ALIAS]: name } }).catch((error: unknown) => {
    if (!isUpnextError(error, 'conflict')) throw error // Another process was first: the same end.
  })
}
