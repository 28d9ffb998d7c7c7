import { isUpnextError } from '#shared/errors.ts'
import { collectionName, recipeDigest } from '#shared/recipe/recipe.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'
import type { ArtefactStore } from '#shared/recipe/statistics/artefact.ts'
import { putDefaultStatistics } from '#shared/recipe/statistics/default.ts'
import { SERVING_ALIAS } from './registry.ts'
import type { Registry } from './registry.ts'
import type { VideoIndex } from './video-index.ts'

export interface SetUpStores {
  readonly registry: Registry
  readonly index: VideoIndex
  readonly artefacts: ArtefactStore
}

/**
 * Gives an empty installation its first collection, live and serving. One that has collections stays as it is, also when the recipe
 * that the code brings has changed since: changing recipes is an operator's step.
 */
export async function setUpIndex({ registry, index, artefacts }: SetUpStores, recipe: Recipe, clock: () => number): Promise<void> {
  const state = await registry.read()
  if (state.revision > 0) return
  await putDefaultStatistics(recipe, artefacts)
  const name = collectionName(recipe)
  await index.createCollection(name, { dimensions: recipe.dimensions, recipeDigest: recipeDigest(recipe) })
  const first = { name, recipe, state: 'live' as const, createdAt: clock() }
  await registry.replace(0, { collections: [first], aliases: { [SERVING_ALIAS]: name } }).catch((error: unknown) => {
    if (!isUpnextError(error, 'conflict')) throw error // Another process was first: the same end.
  })
}
