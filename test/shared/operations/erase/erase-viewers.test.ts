import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createFeedbackPublisher } from '#infra/sqlite/feedback/publisher.ts'
import { isUpnextError } from '#shared/errors.ts'
import { ERASE_VIEWERS } from '#shared/operations/erase/erase-viewers.ts'
import { createPseudonyms } from '#shared/viewers/pseudonyms.ts'
import { aClick, aWatch } from '#test/support/feedback.ts'
import { operationDeps } from '#test/support/operations.ts'
import { openTemporary } from '#test/support/sqlite.ts'

const KEYS = ['the key of today, long enough', 'the key of last year, long enough']

/** Stores in which two viewers watched something, one of them under both keys. */
async function world() {
  const stores = await openTemporary()
  const [now = '', before = ''] = createPseudonyms(KEYS).allOf('ann')
  const [bob = ''] = createPseudonyms(KEYS).allOf('bob')
  const publisher = createFeedbackPublisher(stores.threads, () => stores.close())
  await publisher.publish([
    aClick('click-1', 'impression', 'bread', { viewer: now }),
    aWatch('watch-1', 'impression', 'bread', { viewer: before }),
    aWatch('watch-2', 'impression', 'bread', { viewer: bob }),
  ])
  await stores.viewers.put([now, before, bob].map((viewer, at) => ({ viewer, video: `video-${at}`, at })))
  const deps = operationDeps(stores, { viewerKeys: KEYS })
  const erase = async (viewers: readonly string[], given: { dryRun?: boolean; keys?: readonly string[] } = {}) => {
    const { dryRun = false, keys = KEYS } = given
    const input = { viewers: [...viewers], dryRun }
    return (await ERASE_VIEWERS.step(input, null, { ...deps, viewerKeys: keys }, new AbortController().signal)).report
  }
  return { stores, bob, erase, [Symbol.asyncDispose]: () => stores.close() }
}

describe('erasing viewers', () => {
  it('removes what is known of them under every key, and nothing of others', async () => {
    await using opened = await world()
    const { stores, bob, erase } = opened
    const found = { events: 2, watched: 2 }
    assert.deepEqual(await erase(['ann', 'nobody'], { dryRun: true }), { found, remaining: found })
    const nothing = { events: 0, watched: 0 }
    assert.deepEqual(await erase(['ann']), { found, remaining: nothing })
    assert.deepEqual(await erase(['ann']), { found: nothing, remaining: nothing })
    assert.deepEqual([await stores.feedback.countOfViewers([bob]), await stores.viewers.watchedBy([bob])], [1, ['video-2']])
  })

  it('cannot look for anybody without the keys', async () => {
    await using opened = await world()
    await assert.rejects(opened.erase(['ann'], { keys: [] }), (error) => isUpnextError(error, 'configuration'))
    assert.equal((await opened.erase(['ann'], { keys: KEYS.slice(0, 1) })).found.events, 1)
  })
})
