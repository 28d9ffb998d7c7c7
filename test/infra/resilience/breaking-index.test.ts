import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { breakingIndex } from '#infra/resilience/breaking-index.ts'
import { isUpnextError, UpnextError } from '#shared/errors.ts'
import type { VideoIndex } from '#shared/index/video-index.ts'
import { memoryIndex } from '#test/support/memory-index.ts'
import { aPoint } from '#test/support/points.ts'

const UNAVAILABLE = new UpnextError('unavailable', 'The index is down.')
const PROBE_AFTER_MS = 1000

/** An index whose reads of seeds answer, or fail with an error; counts them. */
function setUp(context: TestContext) {
  context.mock.timers.enable({ apis: ['Date'] })
  const state: { error: Error | undefined; asked: number } = { error: undefined, asked: 0 }
  const inner = memoryIndex([aPoint()])
  const seeds: VideoIndex['seeds'] = (...args) => {
    state.asked += 1
    return state.error === undefined ? inner.seeds(...args) : Promise.reject(state.error)
  }
  const index = breakingIndex({ ...inner, seeds }, { failures: 3, probeAfterMs: PROBE_AFTER_MS })
  const read = () => index.seeds('videos', ['a'])
  const fail = async (times: number, error: Error = UNAVAILABLE) => {
    state.error = error
    for (let i = 0; i < times; i++) await assert.rejects(read(), error)
  }
  return { state, index, read, fail, wait: (ms: number) => context.mock.timers.tick(ms) }
}

function isBroken(error: unknown): boolean {
  return isUpnextError(error, 'unavailable') && error.retryable && error.retryAfterSeconds === 1
}

describe('breaking index', () => {
  it('asks no more after failures in a row, whatever is read', async (context) => {
    const { state, index, read, fail } = setUp(context)
    await fail(3)
    await assert.rejects(read(), isBroken)
    await assert.rejects(index.displays('videos', ['a']), isBroken)
    assert.equal(state.asked, 3)
  })

  it('keeps asking while a success comes between failures', async (context) => {
    const { state, read, fail } = setUp(context)
    for (let round = 0; round < 3; round++) {
      await fail(2)
      state.error = undefined
      await read()
    }
    assert.equal(state.asked, 9)
  })

  it('does not count what a caller did wrong', async (context) => {
    const { state, fail } = setUp(context)
    await fail(5, new UpnextError('not-found', 'There is no such collection.'))
    assert.equal(state.asked, 5)
  })

  it('lets one read try again after a while, the others fail at once; its success opens the way', async (context) => {
    const { state, read, fail, wait } = setUp(context)
    await fail(3)
    wait(PROBE_AFTER_MS)
    state.error = undefined
    const probe = read()
    await assert.rejects(read(), isBroken)
    assert.equal((await probe).size, 1)
    await Promise.all([read(), read()])
    assert.equal(state.asked, 6)
  })

  it('waits again when the try fails', async (context) => {
    const { state, read, fail, wait } = setUp(context)
    await fail(3)
    wait(PROBE_AFTER_MS)
    await fail(1)
    await assert.rejects(read(), isBroken)
    wait(PROBE_AFTER_MS)
    state.error = undefined
    await read()
    assert.equal(state.asked, 5)
  })

  it('lets writes through', async (context) => {
    const { index, fail } = setUp(context)
    await fail(3)
    await assert.rejects(index.upsert('videos', []), /only read/)
  })
})
