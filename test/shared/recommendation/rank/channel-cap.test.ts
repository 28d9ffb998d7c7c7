import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { place, tightened } from '#shared/recommendation/rank/channel-cap.ts'

const item = (channelId: string | undefined, i: number) => ({
  id: `${channelId ?? 'none'}${i}`,
  ranking: channelId === undefined ? {} : { channelId },
})
const items = (channels: readonly (string | undefined)[]) => channels.map(item)
const lists = fc.array(fc.constantFrom('a', 'b', 'c', undefined), { maxLength: 40 }).map(items)
const caps = fc.record({ perChannel: fc.integer({ min: 1, max: 4 }), window: fc.integer({ min: 2, max: 12 }) })
const limits = fc.integer({ min: 1, max: 30 })

describe('channel cap', () => {
  it('lets at most so many of a channel into any window', () => {
    fc.assert(
      fc.property(lists, limits, caps, (list, limit, cap) => {
        const placed = place(list, limit, cap, { yields: false })
        placed.forEach((_, start) => {
          const window = placed.slice(start, start + cap.window)
          for (const channel of ['a', 'b', 'c']) {
            assert.ok(window.filter(({ ranking }) => ranking.channelId === channel).length <= cap.perChannel)
          }
        })
      }),
    )
  })

  it('fills the shelf as far as there are items once it may yield, each item once', () => {
    fc.assert(
      fc.property(lists, limits, caps, (list, limit, cap) => {
        const placed = place(list, limit, cap, { yields: true })
        assert.equal(placed.length, Math.min(limit, list.length))
        assert.equal(new Set(placed).size, placed.length)
      }),
    )
  })

  it('takes for each place the next best that fits', () => {
    const placed = place(items(['a', 'a', 'a', 'b', 'c', 'a']), 6, { perChannel: 1, window: 3 }, { yields: true })
    assert.deepEqual(
      placed.map(({ id }) => id),
      ['a0', 'b3', 'c4', 'a1', 'a2', 'a5'],
    )
  })

  it('keeps the order where the cap does not act', () => {
    fc.assert(
      fc.property(lists, limits, (list, limit) => {
        assert.deepEqual(place(list, limit, { perChannel: 40, window: 40 }, { yields: false }), list.slice(0, limit))
      }),
    )
  })

  it('tightens with diversity down to one item a channel', () => {
    const cap = { perChannel: 5, window: 12 }
    assert.deepEqual(
      [0, 0.5, 1].map((diversity) => tightened(cap, diversity).perChannel),
      [5, 3, 1],
    )
  })
})
