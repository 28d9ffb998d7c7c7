import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { TakeDowns } from '#shared/index/video-index.ts'
import { isUpnextError } from '#shared/errors.ts'
import { createRecommender } from '#shared/recommendation/recommender.ts'
import { parseRequest } from '#shared/recommendation/request/request.ts'
import { NOON, stored } from '#test/support/catalogue.ts'
import type { VideoOptions } from '#test/support/catalogue.ts'
import { faultyIndex } from '#test/support/faulty-index.ts'
import type { Fault } from '#test/support/faulty-index.ts'
import { memoryIndex } from '#test/support/memory-index.ts'
import { answeringDeps, idsOf } from '#test/support/recommending.ts'

const NOTHING: TakeDowns = { videos: new Set(), channels: new Set() }

/** A recommender whose index, clock and take-downs are in the test's hands. */
function unreliable(videos: Readonly<Record<string, VideoOptions>>) {
  const points = Object.entries(videos).map(([id, options]) => stored(id, options))
  const fault: Fault = { mode: 'well' }
  const state = { now: NOON, takenDown: NOTHING }
  const index = faultyIndex({ ...memoryIndex(points), takeDowns: () => Promise.resolve(state.takenDown) }, fault)
  const recommender = createRecommender(answeringDeps([], { index, clock: () => state.now, indexBudgetMs: 40 }))
  const ask = (parameters: Record<string, unknown> = {}) =>
    recommender.recommend(parseRequest({ positive: ['seed'], ...parameters }, 'default'), { regions: [] })
  return { fault, state, ask, ready: () => recommender.ready() }
}

const VIDEOS = { seed: { angle: 0 }, near: { angle: 10, channelId: 'c' }, far: { angle: 150 } }

describe('without the index', () => {
  for (const [mode, why] of [
    ['down', 'index-unavailable'],
    ['slow', 'index-slow'],
  ] as const) {
    it(`that is ${mode}, the snapshot answers and says so`, async () => {
      const { fault, ask, ready } = unreliable(VIDEOS)
      await ready()
      fault.mode = mode
      const { items, fill, seed } = await ask()
      assert.deepEqual(
        items.map(({ id, tier, title }) => [id, tier, title]),
        [
          ['far', 'latest', 'Title of far'],
          ['near', 'latest', 'Title of near'],
        ],
      )
      assert.deepEqual([fill.degraded, fill.why, seed.status], [true, why, 'unknown'])
    })
  }

  it('and without a snapshot there is nothing to answer with', async () => {
    const { fault, ask } = unreliable(VIDEOS)
    fault.mode = 'down'
    await assert.rejects(ask(), (error) => isUpnextError(error, 'unavailable') && error.retryAfterSeconds !== undefined)
  })

  it('that is slow at the very first request, there is a moment to warm up in', async () => {
    const { fault, ask } = unreliable(VIDEOS)
    Object.assign(fault, { mode: 'slow', only: ['latest', 'takeDowns', 'seeds'] })
    const { items } = await ask()
    assert.deepEqual(items.map(({ id }) => id).sort(), ['far', 'near'])
  })

  it('the answer still keeps to the filters', async () => {
    const { fault, ask, ready } = unreliable({ ...VIDEOS, news: { category: 'news' } })
    await ready()
    fault.mode = 'down'
    assert.deepEqual(idsOf(await ask({ categories: ['news'] })), ['news'])
    await assert.rejects(ask({ categories: ['music'] }), (error) => isUpnextError(error, 'unavailable'))
  })

  it('for what items look like, the snapshot answers', async () => {
    const { fault, ask, ready } = unreliable(VIDEOS)
    await ready()
    Object.assign(fault, { mode: 'down', only: ['displays'] })
    const { fill, items } = await ask()
    // All of these few videos are in the snapshot: nothing is missed.
    assert.deepEqual([fill.degraded, items.map(({ tier }) => tier)], [false, ['similar', 'latest']])
  })

  it('for candidates, seed and tiers below are still right', async () => {
    const { fault, ask, ready } = unreliable(VIDEOS)
    await ready()
    Object.assign(fault, { mode: 'down', only: ['candidates'] })
    const { fill, seed, items } = await ask()
    assert.deepEqual([fill.why, seed.status, items.length], ['index-unavailable', 'indexed', 2])
  })

  it('answers are whole again as soon as it is back', async () => {
    const { fault, ask, ready } = unreliable(VIDEOS)
    await ready()
    fault.mode = 'down'
    await ask()
    fault.mode = 'well'
    assert.equal((await ask()).fill.degraded, false)
  })
})

describe('take-downs', () => {
  it('are kept off every answer, degraded ones too, from the next reading on', async () => {
    const { fault, state, ask, ready } = unreliable(VIDEOS)
    await ready()
    await ask()
    state.takenDown = { videos: new Set(['far']), channels: new Set(['c']) }
    state.now += 2_000
    await ask()
    await setImmediate()
    assert.deepEqual(idsOf(await ask()), [])
    Object.assign(fault, { mode: 'down', only: ['seeds', 'candidates', 'latest'] })
    await assert.rejects(ask(), (error) => isUpnextError(error, 'unavailable'))
  })

  it('are read before the answer by an instance that was asleep', async () => {
    const { state, ask, ready } = unreliable(VIDEOS)
    await ready()
    await ask()
    state.takenDown = { videos: new Set(['far']), channels: new Set() }
    state.now += 6_000
    assert.deepEqual(idsOf(await ask()), ['near'])
  })

  it('make a seed unavailable rather than unknown', async () => {
    const { state, ask } = unreliable({ near: { angle: 1 } })
    state.takenDown = { videos: new Set(['seed']), channels: new Set() }
    const { seed, fill } = await ask()
    assert.deepEqual([seed.status, fill.why, fill.degraded], ['unavailable', 'seed-unavailable', false])
  })
})

describe('availability', () => {
  it('ends at its date, also in answers from memory', async () => {
    const { fault, state, ask, ready } = unreliable({ ...VIDEOS, ending: { availableUntil: NOON + 1000 } })
    await ready()
    fault.mode = 'down'
    assert.ok(idsOf(await ask()).includes('ending'))
    state.now += 1000
    assert.ok(!idsOf(await ask()).includes('ending'))
  })

  it('is looked at again when the answer goes out', async () => {
    const clock = { now: NOON }
    const points = [stored('seed', { angle: 0 }), stored('ending', { angle: 5, availableUntil: NOON + 1 }), stored('near', { angle: 10 })]
    const index = memoryIndex(points)
    const displays: typeof index.displays = (...args) => {
      clock.now = NOON + 1
      return index.displays(...args)
    }
    const { recommend } = createRecommender(answeringDeps([], { index: { ...index, displays }, clock: () => clock.now }))
    assert.deepEqual(idsOf(await recommend(parseRequest({ positive: ['seed'] }, 'default'), { regions: [] })), ['near'])
  })
})
