import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decodeFieldMeans, encodeFieldMeans } from '#shared/recipe/statistics/field-means.ts'
import { decodeRarity, encodeRarity } from '#shared/recipe/statistics/rarity.ts'
import { decodeTextStatistics, encodeTextStatistics, NO_TEXT_STATISTICS } from '#shared/recipe/statistics/text-statistics.ts'
import { atAngle } from '#test/support/points.ts'

const someFrequencies = fc.uniqueArray(fc.tuple(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 1e9 })), {
  selector: ([term]) => term,
})

describe('statistics as bytes', () => {
  it('gives rarity back, and the same bytes in whatever order its terms came', () =>
    fc.assert(
      fc.property(someFrequencies, fc.integer({ min: 1, max: 1e9 }), (frequencies, documents) => {
        const bytes = encodeRarity({ documents, frequencies: new Map(frequencies) })
        assert.deepEqual(encodeRarity({ documents, frequencies: new Map(frequencies.toReversed()) }), bytes)
        const decoded = decodeRarity(bytes)
        assert.equal(decoded.documents, documents)
        assert.deepEqual(new Map(decoded.frequencies), new Map(frequencies))
      }),
    ))

  it('keeps terms that mean something to JavaScript', () => {
    const frequencies = new Map(['__proto__', 'constructor', 'toString'].map((term, place) => [term, place + 2]))
    assert.deepEqual(decodeRarity(encodeRarity({ documents: 9, frequencies })).frequencies, frequencies)
  })

  it('gives tags back with vectors that point where they pointed', () => {
    const vectors = [0, 17, 133, 290].map(atAngle)
    const statistics = { ...NO_TEXT_STATISTICS, tags: { names: ['a', 'b', 'c', 'd'], vectors } }
    const { tags } = decodeTextStatistics(encodeTextStatistics(statistics))
    assert.deepEqual(tags.names, ['a', 'b', 'c', 'd'])
    tags.vectors.forEach((vector, i) => {
      const cosine = vector.reduce((sum, value, k) => sum + value * (vectors[i]?.[k] ?? 0), 0)
      assert.ok(cosine > 0.9999)
    })
  })

  it('gives keys back in bytes that do not depend on their order', () => {
    const [one, other] = [
      ['x', 'y'],
      ['y', 'x'],
    ].map((keys) => encodeTextStatistics({ ...NO_TEXT_STATISTICS, paragraphs: new Set(keys), speech: new Set(keys) }))
    assert.deepEqual(one, other)
    assert.deepEqual(decodeTextStatistics(one ?? assert.fail()).speech, new Set(['x', 'y']))
  })

  it('gives field means back, as long and in the direction as they were, and no more than there were', () => {
    const means = { tags: atAngle(17).map((value) => value * 0.69), title: atAngle(290).map((value) => value * 0.05) }
    const decoded = decodeFieldMeans(encodeFieldMeans(means))
    assert.deepEqual(Object.keys(decoded), ['tags', 'title'])
    for (const field of ['tags', 'title'] as const)
      means[field].forEach((value, i) => assert.ok(Math.abs(value - (decoded[field]?.[i] ?? NaN)) < 0.005))
    const { tags, title } = means
    assert.deepEqual(encodeFieldMeans({ title, tags }), encodeFieldMeans(means))
  })

  it('refuses bytes of another form', () => {
    assert.throws(() => decodeFieldMeans(encodeTextStatistics(NO_TEXT_STATISTICS)))
    assert.throws(() => decodeRarity(encodeTextStatistics(NO_TEXT_STATISTICS)))
    assert.throws(() => decodeTextStatistics(Buffer.from('{}')))
  })
})
