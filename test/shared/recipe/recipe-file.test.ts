import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { describe, it } from 'node:test'
import { isUpnextError } from '#shared/errors.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { decodeRecipeFile, encodeRecipeFile } from '#shared/recipe/recipe-file.ts'
import { recipeDigest } from '#shared/recipe/recipe.ts'
import { artefactsOf, withStatistics } from '#shared/recipe/statistics/artefacts-of.ts'
import { buildStatistics } from '#shared/recipe/statistics/build.ts'
import type { Video } from '#shared/video/event.ts'
import { stubEmbedder } from '#test/support/stub-embedder.ts'

const artefacts = artefactsOf(await buildStatistics(Readable.from([]) as AsyncIterable<Video>, DEFAULT_RECIPE, stubEmbedder()))
const recipe = withStatistics(DEFAULT_RECIPE, artefacts)
const isRefused = (error: unknown) => isUpnextError(error, 'configuration')

describe('a recipe file', () => {
  it('gives back the recipe and the bytes that it names', () => {
    const file = decodeRecipeFile(JSON.parse(encodeRecipeFile(recipe, artefacts)))
    assert.equal(recipeDigest(file.recipe), recipeDigest(recipe))
    assert.deepEqual(
      file.artefacts.map((bytes) => Buffer.from(bytes).toString()).sort(),
      Object.values(artefacts)
        .map((bytes: Uint8Array) => Buffer.from(bytes).toString())
        .sort(),
    )
  })

  it('is refused without its statistics, with others, and with parts of the recipe missing', () => {
    const text = encodeRecipeFile(recipe, artefacts)
    for (const wrong of [
      '{}',
      'null',
      text.replace('"documents":1', '"documents":2'),
      text.replace('"maxTerms"', '"mostTerms"'),
      text.replace('upnext-recipe-1', 'upnext-recipe-0'),
    ]) {
      assert.notEqual(wrong, text)
      assert.throws(() => decodeRecipeFile(JSON.parse(wrong)), isRefused)
    }
  })
})
