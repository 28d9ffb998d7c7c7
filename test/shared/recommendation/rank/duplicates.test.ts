import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { collapse } from '#shared/recommendation/rank/duplicates.ts'
import { createFeatures } from '#shared/recommendation/rank/features.ts'
import { stored } from '#test/support/catalogue.ts'

const lists = fc
  .array(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), keys: fc.uniqueArray(fc.constantFrom('k', 'l', 'm')) }))
  .map((videos) => videos.map(({ id, keys }) => stored(id, { duplicateKeys: keys })))

describe('collapsing duplicates', () => {
  it('leaves no two of the same video, and loses none without a better one', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const kept = collapse(list, createFeatures())
        const keys = kept.flatMap(({ ranking }) => ranking.duplicateKeys)
        assert.equal(new Set(keys).size, keys.length)
        assert.equal(new Set(kept.map(({ id }) => id)).size, kept.length)
        for (const [place, lost] of list.entries()) {
          if (kept.includes(lost)) continue
          const better = kept.filter((item) => list.indexOf(item) < place)
          assert.ok(
            better.some(
              ({ id, ranking }) => id === lost.id || ranking.duplicateKeys.some((key) => lost.ranking.duplicateKeys.includes(key)),
            ),
          )
        }
      }),
    )
  })
})
