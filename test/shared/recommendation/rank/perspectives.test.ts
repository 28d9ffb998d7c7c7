import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { sketchOf } from '#shared/index/identity/sketch.ts'
import { createFeatures } from '#shared/recommendation/rank/features.ts'
import { perspectives } from '#shared/recommendation/rank/perspectives.ts'
import type { Viewed } from '#shared/recommendation/rank/perspectives.ts'
import { differencesOf } from '#shared/recommendation/rank/point-of-view.ts'
import { DAY, NOON, stored } from '#test/support/catalogue.ts'
import type { VideoOptions } from '#test/support/catalogue.ts'

const direction = (angle: number) => Float32Array.from({ length: 64 }, (_, i) => [Math.cos(angle), Math.sin(angle)][i % 2] ?? 0)

function view(id: string, { worth = 0.5, angle, ...video }: VideoOptions & { readonly worth?: number } = {}): Viewed {
  const sketch = angle === undefined ? {} : { sketch: sketchOf(direction(angle)) }
  return { id, worth, ranking: stored(id, { ...video, ...sketch }).ranking }
}

const SEED = view('seed', { channelId: 'ours', angle: 0 }).ranking
const ordered = (items: readonly Viewed[], { spread = 0.5, count = 100, seeds = [SEED] } = {}) =>
  perspectives(items, { seeds, features: createFeatures(), spread, count })
const ids = (items: readonly Viewed[]) => items.map(({ id }) => id)

const someView = fc
  .record({
    id: fc.string({ minLength: 1, maxLength: 3 }),
    worth: fc.double({ min: 0, max: 1, noNaN: true }),
    angle: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
    channelId: fc.constantFrom('ours', 'a', 'b', 'c', undefined),
    language: fc.constantFrom('en', 'de', undefined),
    publishedAt: fc.constantFrom(0, NOON - DAY, NOON - 2000 * DAY),
    series: fc.constantFrom(undefined, { key: 'loaf', part: 2 }),
  })
  .map(({ id, ...fields }) => view(id, fields))
const someViews = fc.uniqueArray(someView, { selector: ({ id }) => id, maxLength: 25 })
const someSpread = fc.double({ min: 0, max: 1, noNaN: true })
const elsewhere = ({ ranking }: Viewed) => differencesOf(ranking, [SEED]).includes('channel')
const channels = (items: readonly Viewed[]) => new Set(items.filter(elsewhere).map(({ ranking }) => ranking.channelId)).size

describe('perspectives', () => {
  it('hold nothing that differs from the seed in nothing, and nothing twice', () => {
    fc.assert(
      fc.property(someViews, someSpread, (items, spread) => {
        const found = ordered(items, { spread })
        assert.ok(found.every(({ ranking }) => differencesOf(ranking, [SEED]).length > 0))
        assert.deepEqual(new Set(ids(found)), new Set(ids(items.filter(({ ranking }) => differencesOf(ranking, [SEED]).length > 0))))
        assert.equal(new Set(ids(found)).size, found.length)
      }),
    )
  })

  it('do not depend on the order in which candidates come', () => {
    const shuffled = someViews.chain((items) => fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })))
    fc.assert(
      fc.property(shuffled, someSpread, ([items, mixed], spread) =>
        assert.deepEqual(ordered(mixed, { spread }), ordered(items, { spread })),
      ),
    )
  })

  it('of other channels come before all others', () => {
    fc.assert(
      fc.property(someViews, someSpread, (items, spread) => {
        const places = ordered(items, { spread }).map(elsewhere)
        assert.deepEqual(
          places,
          places.toSorted((a, b) => Number(b) - Number(a)),
        )
      }),
    )
  })

  it('never come from fewer channels once a channel is added, nor from fewer than there are places for', () => {
    fc.assert(
      fc.property(someViews, fc.integer({ min: 1, max: 6 }), someSpread, (items, count, spread) => {
        const more = [...items, view('added', { channelId: 'new', worth: 0 })]
        const before = channels(ordered(items, { count, spread }))
        assert.equal(before, Math.min(count, channels(items)))
        assert.ok(channels(ordered(more, { count, spread })) >= before)
      }),
    )
  })

  it('begin alike, however many are wanted', () => {
    fc.assert(
      fc.property(someViews, fc.nat(10), someSpread, (items, count, spread) =>
        assert.deepEqual(ordered(items, { count, spread }), ordered(items, { spread }).slice(0, count)),
      ),
    )
  })

  it('without spread go by worth, a channel at a time', () => {
    const items = [
      view('a1', { channelId: 'a', worth: 0.9 }),
      view('a2', { channelId: 'a', worth: 0.8 }),
      view('b1', { channelId: 'b', worth: 0.7 }),
      view('old', { channelId: 'ours', worth: 1, publishedAt: NOON - 900 * DAY }),
    ]
    assert.deepEqual(ids(ordered(items, { spread: 0 })), ['a1', 'b1', 'a2', 'old'])
  })

  it('with spread take what is far from what is shown, in content and in origin', () => {
    const near = { channelId: 'a', worth: 0.9, angle: 0.1 }
    const items = [
      view('near', near),
      view('like it', { ...near, channelId: 'b', worth: 0.88 }),
      view('far', { channelId: 'c', worth: 0.8, angle: 1.2 }),
    ]
    assert.deepEqual(ids(ordered(items, { spread: 0 })), ['near', 'like it', 'far'])
    assert.deepEqual(ids(ordered(items, { spread: 0.8 }))[0], 'far')
    const abroad = [view('here', { channelId: 'a', worth: 0.9 }), view('abroad', { channelId: 'b', worth: 0.8, language: 'pt' })]
    assert.deepEqual(ids(ordered(abroad)), ['abroad', 'here'])
  })

  it('leave the parts of the seeds’ series out', () => {
    const series = { key: 'loaf', part: 1 }
    const seeds = [{ ...SEED, series }]
    const items = [view('part 2', { channelId: 'ours', language: 'de', series: { ...series, part: 2 } })]
    assert.deepEqual(ordered(items, { seeds }), [])
  })
})
