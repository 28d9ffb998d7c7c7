import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { UpnextError, isUpnextError } from '#shared/errors.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { putDefaultStatistics } from '#shared/recipe/statistics/default.ts'
import { NO_FIELD_MEANS } from '#shared/recipe/statistics/field-means.ts'
import { NO_LANGUAGE_LEVELS } from '#shared/recipe/statistics/language-levels.ts'
import { createStatistics } from '#shared/recipe/statistics/load.ts'
import { encodeRarity, NO_RARITY } from '#shared/recipe/statistics/rarity.ts'
import { NO_TEXT_STATISTICS } from '#shared/recipe/statistics/text-statistics.ts'
import { memoryArtefacts } from '#test/support/memory-artefacts.ts'
import { TEST_RECIPE } from '#test/support/recommending.ts'

const withRarity = (rarity: string) => ({ ...TEST_RECIPE, statistics: { rarity, text: null, fields: null, languages: null } })
const isCorrupt = (error: unknown) => isUpnextError(error, 'corrupt')

describe('statistics of a recipe', () => {
  it('ships what the default recipe names', async () => {
    const store = memoryArtefacts()
    await putDefaultStatistics(DEFAULT_RECIPE, store)
    const statistics = createStatistics(store)
    assert.ok((await statistics.rarity(DEFAULT_RECIPE)).documents > 200)
    const { tags } = await statistics.text(DEFAULT_RECIPE)
    assert.ok(tags.names.length > 50)
    assert.equal(tags.vectors[0]?.length, DEFAULT_RECIPE.dimensions)
    assert.ok((await statistics.languages(DEFAULT_RECIPE)).cosines.shares.length > 5)
    const { title, transcript } = await statistics.fields({ ...DEFAULT_RECIPE, centring: 0.5 })
    assert.deepEqual([title?.length, transcript?.length], [DEFAULT_RECIPE.dimensions, DEFAULT_RECIPE.dimensions])
  })

  it('reads each part once, and only what is asked for', async () => {
    const store = memoryArtefacts()
    await putDefaultStatistics(DEFAULT_RECIPE, store)
    const statistics = createStatistics(store)
    await Promise.all([statistics.rarity(DEFAULT_RECIPE), statistics.rarity(DEFAULT_RECIPE)])
    assert.deepEqual(store.reads, [DEFAULT_RECIPE.statistics.rarity])
  })

  it('puts nothing into a store for a recipe with statistics of its own, and needs no store for one without any', async () => {
    const store = memoryArtefacts()
    await putDefaultStatistics(TEST_RECIPE, store)
    const statistics = createStatistics(store)
    assert.equal(await statistics.rarity(TEST_RECIPE), NO_RARITY)
    assert.equal(await statistics.text(TEST_RECIPE), NO_TEXT_STATISTICS)
    assert.equal(await statistics.languages(TEST_RECIPE), NO_LANGUAGE_LEVELS)
    assert.equal(await statistics.fields({ ...TEST_RECIPE, centring: 1 }), NO_FIELD_MEANS)
    assert.equal(await statistics.fields({ ...DEFAULT_RECIPE, centring: 0 }), NO_FIELD_MEANS)
    assert.deepEqual(store.reads, [])
  })

  it('says what is missing or damaged', async () => {
    const store = memoryArtefacts()
    await assert.rejects(createStatistics(store).rarity(withRarity('gone')), isCorrupt)
    const damaged = { ...store, get: () => Promise.resolve(encodeRarity({ documents: 1, frequencies: new Map() })) }
    await assert.rejects(createStatistics(damaged).rarity(withRarity('other')), isCorrupt)
  })

  it('tries again after a fault that passes', async () => {
    const store = memoryArtefacts()
    const digest = await store.put(encodeRarity({ documents: 7, frequencies: new Map() }))
    const state = { down: true }
    const get = (key: string) => (state.down ? Promise.reject(new UpnextError('unavailable', 'Down.')) : store.get(key))
    const statistics = createStatistics({ ...store, get })
    await assert.rejects(statistics.rarity(withRarity(digest)))
    state.down = false
    assert.equal((await statistics.rarity(withRarity(digest))).documents, 7)
  })
})
