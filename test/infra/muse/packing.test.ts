import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import fc from 'fast-check'
import { ASSETS } from '#infra/muse/assets.ts'
import { DIMENSIONS } from '#infra/muse/embedding-table.ts'
import { GAP, GAP_ID, packBatch, splitByTokens } from '#infra/muse/packing.ts'

const text = fc.array(fc.nat({ max: 127_999 }), { minLength: 1, maxLength: 40 }).map((ids) => Int32Array.from(ids))

test('the constants are those that the graph was built for', async () => {
  const metadata = JSON.parse(await readFile(new URL('metadata.json', ASSETS), 'utf8')) as Record<string, unknown>
  assert.deepEqual([metadata['gapId'], metadata['gap'], metadata['dimensions']], [GAP_ID, GAP, DIMENSIONS])
})

test('two positions without a piece follow each text', () => {
  const { ids, segments, lengths } = packBatch([Int32Array.of(1, 7, 2), Int32Array.of(1, 2)])
  assert.deepEqual(Array.from(ids), [1, 7, 2, 128_000, 128_000, 1, 2, 128_000, 128_000])
  assert.deepEqual(Array.from(segments), [0, 0, 0, 0, 0, 1, 1, 1, 1])
  assert.deepEqual(Array.from(lengths), [3, 2])
})

test('batches keep all texts in order and within the budget, unless one text alone exceeds it', () => {
  fc.assert(
    fc.property(fc.array(text), fc.integer({ min: 1, max: 60 }), (texts, budget) => {
      const batches = splitByTokens(texts, budget)
      assert.deepEqual(batches.flat(), texts)
      for (const batch of batches) {
        const tokens = batch.reduce((sum, { length }) => sum + length, 0)
        assert.ok(batch.length === 1 || (batch.length > 1 && tokens <= budget))
      }
    }),
  )
})

test('no two neighbouring batches would fit into one', () => {
  fc.assert(
    fc.property(fc.array(text), fc.integer({ min: 1, max: 60 }), (texts, budget) => {
      const batches = splitByTokens(texts, budget)
      batches.slice(1).forEach((batch, at) => {
        const before = (batches[at] ?? []).reduce((sum, { length }) => sum + length, 0)
        assert.ok(before + (batch[0]?.length ?? 0) > budget)
      })
    }),
  )
})
