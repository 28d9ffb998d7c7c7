import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createMuseEmbedder } from '#infra/muse/embedder.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { putDefaultStatistics } from '#shared/recipe/statistics/default.ts'
import { createStatistics } from '#shared/recipe/statistics/load.ts'
import type { TextStatistics } from '#shared/recipe/statistics/text-statistics.ts'
import { buildTexts } from '#shared/text/fields.ts'
import { joinedVector } from '#shared/text/vector.ts'
import { memoryArtefacts } from '#test/support/memory-artefacts.ts'
import { readEvents, videosOf } from './read-catalogue.ts'

const SPEECHLESS = ['rain-piano-one-hour', 'warehouse-techno-set', 'baroque-organ-fugue-live']
const MISLEADING = ['deep-sleep-yoga-miracle', 'comet-hits-moon-live']

describe('what is heard in the example catalogue', async () => {
  const embedder = await createMuseEmbedder({ threads: 1 })
  const videos = new Map(videosOf(await readEvents()).map((video) => [video.id, video]))
  let statistics: TextStatistics
  before(async () => {
    const store = memoryArtefacts()
    await putDefaultStatistics(DEFAULT_RECIPE, store)
    statistics = await createStatistics(store).text(DEFAULT_RECIPE)
  })
  after(() => embedder.close())

  const made = async (id: string) => {
    const texts = buildTexts(videos.get(id) ?? assert.fail(id), DEFAULT_RECIPE, statistics)
    return joinedVector(texts, embedder, DEFAULT_RECIPE, statistics.tags)
  }

  it('makes no neighbours of videos in which nobody speaks', async () => {
    const vectors = await Promise.all(SPEECHLESS.map(made))
    vectors.forEach(({ mix }) => assert.doesNotMatch(mix, /s/))
    const [a, b, c] = vectors.map(({ vector }) => vector ?? assert.fail())
    assert.ok(a !== undefined && b !== undefined && c !== undefined)
    for (const cosine of [dot(a, b), dot(b, c), dot(a, c)]) assert.ok(cosine < 0.6, `${cosine}`)
  })

  it('marks titles that other things are said under, and those of nobody else', async () => {
    const marked: string[] = []
    for (const [id, { transcript }] of videos) {
      const isRead = transcript?.source === 'asr' && transcript.text !== undefined
      if (isRead && (await made(id)).mix.includes('u')) marked.push(id)
    }
    // A title that is the name of a file says nothing, and is none of the video's subject either.
    assert.deepEqual(marked.sort(), [...MISLEADING, 'untitled-0417'].sort())
  })
})

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}
