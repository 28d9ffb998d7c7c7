import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import type { VideoTexts } from '#shared/text/fields.ts'
import { joinFields } from '#shared/text/join.ts'
import { joinedVector, queryVector } from '#shared/text/vector.ts'
import { stubEmbedder, UNKNOWN_LANGUAGE } from '#test/support/stub-embedder.ts'

function texts(fields: Partial<VideoTexts> = {}): VideoTexts {
  return {
    title: 'Rye bread',
    description: '',
    tags: [],
    transcript: [],
    spelling: [],
    speechTrusted: false,
    words: new Map(),
    wordings: {},
    textHash: 'hash',
    ...fields,
  }
}

function near(actual: ArrayLike<number> | undefined, expected: readonly number[]): void {
  assert.equal(actual?.length, expected.length)
  expected.forEach((value, index) => assert.ok(Math.abs((actual[index] ?? NaN) - value) < 1e-6, `at ${index}`))
}

describe('joinFields', () => {
  const x = Float32Array.of(1, 0, 0)
  const y = Float32Array.of(0, 1, 0)
  it('weighs unit fields and gives a unit vector', () =>
    near(
      joinFields(
        [
          { weight: 3, vectors: [x] },
          { weight: 4, vectors: [y] },
        ],
        3,
      ),
      [0.6, 0.8, 0],
    ))
  it('takes the mean of a field as a unit vector first', () => {
    near(
      joinFields(
        [
          { weight: 1, vectors: [x, x] },
          { weight: 1, vectors: [y] },
        ],
        3,
      ),
      [Math.SQRT1_2, Math.SQRT1_2, 0],
    )
  })
  it('takes off what is common, and weighs what is left as a unit vector', () => {
    const common = Float32Array.of(0.5, 0, 0)
    near(
      joinFields(
        [{ weight: 1, vectors: [Float32Array.of(Math.SQRT1_2, Math.SQRT1_2, 0)], common: Float32Array.of(Math.SQRT1_2, 0, 0) }],
        3,
      ),
      [0, 1, 0],
    )
    near(
      joinFields(
        [
          { weight: 3, vectors: [x], common },
          { weight: 4, vectors: [y] },
        ],
        3,
      ),
      [0.6, 0.8, 0],
    )
  })
  it('knows nothing of nothing, or of what cancels out', () => {
    assert.equal(joinFields([], 3), undefined)
    assert.equal(joinFields([{ weight: 1, vectors: [] }], 3), undefined)
    assert.equal(joinFields([{ weight: 1, vectors: [x, Float32Array.of(-1, 0, 0)] }], 3), undefined)
  })
})

describe('joinedVector', () => {
  it('marks a title that recognised speech does not bear out, and never one that an uploader wrote captions for', async () => {
    const strict = { ...DEFAULT_RECIPE, dimensions: 16, unsupportedTitle: { below: 0.5, penalty: 0 } }
    const mixOf = async (transcript: string, speechTrusted: boolean) =>
      (await joinedVector(texts({ transcript: [transcript], speechTrusted }), stubEmbedder(), strict)).mix
    assert.equal(await mixOf('we laid bricks', true), 'tsu')
    assert.equal(await mixOf('rye bread', true), 'ts')
    assert.equal(await mixOf('we laid bricks', false), 'ts')
  })

  it('embeds all fields in one call, each tag by itself', async () => {
    const embedder = stubEmbedder()
    const { vector, mix } = await joinedVector(
      texts({ description: 'Slow', tags: ['rye', 'oven'], transcript: ['one', 'two'] }),
      embedder,
      DEFAULT_RECIPE,
    )
    assert.deepEqual(embedder.calls, [['Rye bread', 'Slow', 'rye', 'oven', 'one', 'two']])
    assert.equal(mix, 'tdgs')
    assert.ok(Math.abs(Math.hypot(...(vector ?? [])) - 1) < 1e-6)
  })

  it('takes off what fields have in common as far as the recipe says, and nothing by default', async () => {
    const embedder = stubEmbedder()
    const [title] = await embedder.embed(['Rye bread'])
    const means = { title: (await embedder.embed(['bread']))[0] ?? assert.fail() }
    const joined = async (centring: number) =>
      (await joinedVector(texts(), embedder, { ...DEFAULT_RECIPE, centring }, undefined, means)).vector ?? assert.fail()
    near(await joined(0), Array.from(title ?? []))
    const common = (vector: Float32Array) => vector.reduce((sum, value, i) => sum + value * (means.title[i] ?? 0), 0)
    const [none, half, all] = [common(await joined(0)), common(await joined(0.5)), common(await joined(1))]
    assert.ok(none > half && half > all)
    assert.equal(DEFAULT_RECIPE.centring, 0)
  })

  it('names the fields that are there', async () => {
    assert.equal((await joinedVector(texts({ tags: ['rye'] }), stubEmbedder(), DEFAULT_RECIPE)).mix, 'tg')
  })

  it('gives trusted speech the weight of the recipe, captions less', async () => {
    const embedder = stubEmbedder()
    const [title, speech] = await embedder.embed(['Rye bread', 'one'])
    assert.ok(title !== undefined && speech !== undefined)
    const { fields, transcript } = DEFAULT_RECIPE
    for (const [speechTrusted, weight] of [
      [true, fields.transcript],
      [false, transcript.uploaderWeight],
    ] as const) {
      const { vector } = await joinedVector(texts({ transcript: ['one'], speechTrusted }), embedder, DEFAULT_RECIPE)
      const expected = joinFields(
        [
          { weight: fields.title, vectors: [title] },
          { weight, vectors: [speech] },
        ],
        embedder.dimensions,
      )
      near(vector, Array.from(expected ?? []))
    }
  })

  it('leaves out a field that the recipe gives no weight', async () => {
    const recipe = { ...DEFAULT_RECIPE, fields: { ...DEFAULT_RECIPE.fields, tags: 0 } }
    assert.equal((await joinedVector(texts({ tags: ['rye'] }), stubEmbedder(), recipe)).mix, 't')
  })

  it('has no vector without text, and asks no model for it', async () => {
    const embedder = stubEmbedder()
    assert.deepEqual(await joinedVector(texts({ title: '' }), embedder, DEFAULT_RECIPE), { mix: '' })
    assert.deepEqual(embedder.calls, [])
  })

  it('has no vector where the model does not know the language of the longest field', async () => {
    const embedder = stubEmbedder()
    const foreign = `${UNKNOWN_LANGUAGE} a long description in another language`
    assert.deepEqual(await joinedVector(texts({ description: foreign }), embedder, DEFAULT_RECIPE), { mix: '' })
    assert.deepEqual(embedder.calls, [])
    assert.equal(
      (await joinedVector(texts({ title: 'A rye bread with seeds', tags: [UNKNOWN_LANGUAGE] }), embedder, DEFAULT_RECIPE)).mix,
      'tg',
    )
  })
})

describe('queryVector', () => {
  it('embeds the words of the query', async () => {
    const embedder = stubEmbedder()
    assert.ok((await queryVector(' rye  🍞 bread ', embedder)) !== undefined)
    assert.deepEqual(embedder.calls, [['rye bread']])
    assert.deepEqual(embedder.uses, ['query'])
  })
  it('is missing for an empty query and for an unknown language', async () => {
    assert.equal(await queryVector('🍞', stubEmbedder()), undefined)
    assert.equal(await queryVector(UNKNOWN_LANGUAGE, stubEmbedder()), undefined)
  })
})
