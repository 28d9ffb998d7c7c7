import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { createWatermark } from '#infra/cli/publish/watermark.ts'

describe('createWatermark', () => {
  it('never passes a line that is not settled, and passes all that are', () => {
    const lines = Array.from({ length: 12 }, (_, n) => n + 1)
    fc.assert(
      fc.property(fc.shuffledSubarray(lines), (settled) => {
        const watermark = createWatermark(0)
        lines.forEach((line) => watermark.begin(line))
        settled.forEach((line) => watermark.settle(line))
        const firstOpen = lines.find((line) => !settled.includes(line)) ?? 13
        assert.equal(watermark.mark(), firstOpen - 1)
      }),
    )
  })

  it('stays before a line that was lost', () => {
    const watermark = createWatermark(4)
    for (const line of [5, 6, 7]) watermark.begin(line)
    watermark.lose(6)
    watermark.settle(5)
    watermark.settle(7)
    assert.equal(watermark.mark(), 5)
    assert.equal(watermark.hasLoss(), true)
  })

  it('starts where an earlier publish ended', () => assert.equal(createWatermark(9).mark(), 9))
})
