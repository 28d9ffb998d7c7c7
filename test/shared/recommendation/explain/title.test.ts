import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { makePoint } from '#shared/ingest/point.ts'
import { createStatistics } from '#shared/recipe/statistics/load.ts'
import { createRecommender } from '#shared/recommendation/recommender.ts'
import { parseRequest } from '#shared/recommendation/request/request.ts'
import { buildTexts } from '#shared/text/fields.ts'
import { aVideo } from '#test/support/events.ts'
import { memoryArtefacts } from '#test/support/memory-artefacts.ts'
import { answeringDeps, fixedRegistry, TEST_RECIPE } from '#test/support/recommending.ts'
import { stubEmbedder } from '#test/support/stub-embedder.ts'

const ORDER = { version: 1, deleted: false, digest: '' }
const SPOKEN = 'We laid bricks'
const VIDEOS = [
  aVideo({ id: 'seed', title: 'Laid bricks', transcript: { text: SPOKEN, source: 'asr' } }),
  aVideo({ id: 'honest', title: 'We laid bricks', transcript: { text: SPOKEN, source: 'asr' } }),
  aVideo({ id: 'misleading', title: 'Rye bread', transcript: { text: SPOKEN, source: 'asr' } }),
  aVideo({ id: 'captioned', title: 'Rye bread', transcript: { text: SPOKEN, source: 'uploader' } }),
]

/** The steps that `explain` has for a candidate's title, where ingest made the points. */
async function titleSteps(candidate: string, penalty: number) {
  const recipe = { ...TEST_RECIPE, unsupportedTitle: { below: 0.5, penalty } }
  const making = { embedders: () => Promise.resolve(stubEmbedder()), statistics: createStatistics(memoryArtefacts()) }
  const points = await Promise.all(VIDEOS.map((video) => makePoint(video, ORDER, buildTexts(video, recipe), recipe, making)))
  const { explain } = createRecommender(answeringDeps(points, { registry: fixedRegistry(recipe) }))
  const { steps } = await explain(parseRequest({ positive: ['seed'] }, 'default'), { regions: [] }, candidate)
  return steps.filter(({ rule }) => rule === 'title')
}

describe('explaining a title that recognised speech does not bear out', () => {
  it('tells operators, and that nothing is taken off by default', async () =>
    assert.deepEqual(await titleSteps('misleading', 0), [
      { rule: 'title', passed: null, detail: 'Title and recognised speech have a cosine under 0.5. Nothing is taken off for it.' },
    ]))

  it('tells what is taken off where the recipe punishes it', async () =>
    assert.match((await titleSteps('misleading', 0.2))[0]?.detail ?? '', /0\.2 is taken off the score/))

  it('has nothing to say of a title that fits, or of captions', async () => {
    assert.deepEqual(await titleSteps('honest', 0), [])
    assert.deepEqual(await titleSteps('captioned', 0), [])
  })
})
