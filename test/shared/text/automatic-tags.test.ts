import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { automaticTags } from '#shared/text/automatic-tags.ts'
import { joinedVector } from '#shared/text/vector.ts'
import { buildTexts } from '#shared/text/fields.ts'
import { aVideo } from '#test/support/events.ts'
import { STUB_RECIPE } from '#test/support/ingest.ts'
import { atAngle } from '#test/support/points.ts'
import { stubEmbedder } from '#test/support/stub-embedder.ts'

const VOCABULARY = { names: ['east', 'north', 'west'], vectors: [0, 90, 180].map(atAngle) }

describe('automatic tags', () => {
  it('are the nearest of the vocabulary, the nearest first', () => {
    assert.deepEqual(automaticTags(atAngle(60), VOCABULARY, { count: 2, weight: 1 }), [atAngle(90), atAngle(0)])
  })

  it('are none without weight or vocabulary', () => {
    assert.deepEqual(automaticTags(atAngle(60), VOCABULARY, { count: 2, weight: 0 }), [])
    assert.deepEqual(automaticTags(atAngle(60), { names: [], vectors: [] }, { count: 2, weight: 1 }), [])
  })

  it('bring a video without tags nearer to them, marked in its field mix, and leave a tagged one alone', async () => {
    const embedder = stubEmbedder()
    const [near = new Float32Array()] = await embedder.embed(['dough'])
    const vocabulary = { names: ['dough'], vectors: [near] }
    const recipe = { ...STUB_RECIPE, automaticTags: { count: 1, weight: 1 } }
    const vectorOf = (tags: readonly string[], known = vocabulary) =>
      joinedVector(buildTexts(aVideo({ title: 'Rye bread', tags }), recipe), embedder, recipe, known)
    const [filled, bare] = [await vectorOf([]), await vectorOf([], { names: [], vectors: [] })]
    assert.deepEqual([filled.mix, bare.mix], ['ta', 't'])
    assert.ok(cosine(filled.vector, near) > cosine(bare.vector, near))
    assert.deepEqual(await vectorOf(['bread']), await vectorOf(['bread'], { names: [], vectors: [] }))
  })
})

function cosine(a: Float32Array | undefined, b: Float32Array): number {
  return a?.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0) ?? NaN
}
