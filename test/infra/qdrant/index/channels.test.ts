import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { recordsConfig } from '#infra/qdrant/collections/config.ts'
import { namesIn } from '#infra/qdrant/collections/names.ts'
import { apply } from '#infra/qdrant/collections/records.ts'
import { createConnection } from '#infra/qdrant/connection/connection.ts'
import { createChannels, markOperations, type Channels } from '#infra/qdrant/index/channels.ts'
import { upsert } from '#infra/qdrant/index/writes.ts'
import { CHANNEL_INDEXES } from '#infra/qdrant/keys.ts'
import type { ChannelState } from '#shared/index/video-index.ts'
import { aPoint, aRanking } from '#test/support/points.ts'
import { openTemporaryQdrant, QDRANT_URL, skipWithoutQdrant, type TemporaryQdrant } from '#test/support/qdrant.ts'

/** The crossings that chance seldom brings: each made on purpose. */
describe('Qdrant: marks of channels', { skip: skipWithoutQdrant }, () => {
  const opened: TemporaryQdrant[] = []
  const stores = (): TemporaryQdrant => opened[0] ?? assert.fail('The stores are not open.')
  const connection = createConnection({ url: QDRANT_URL || 'http://localhost', readTimeoutMs: 20_000, timeoutMs: 60_000 })
  before(async () => {
    opened.push(openTemporaryQdrant())
    await stores().index.createCollection('videos', { dimensions: 4, recipeDigest: 'recipe' })
  })
  after(async () => {
    await connection.close()
    await stores().close()
  })

  const names = () => namesIn(stores().namespace)
  const plan = { config: recordsConfig({ shards: 1, replicas: 1 }), indexes: CHANNEL_INDEXES }
  const listed = (channelId: string) =>
    stores().index.latest('videos', { now: 0, regions: [], ageRestricted: true, channels: [channelId] }, 5)
  const videoOf = (channelId: string) => aPoint({ id: channelId, ranking: aRanking({ channelId }) })

  it('reach a video that was written from what the register said before a suspension', async () => {
    const channelId = randomUUID()
    const channels = createChannels(connection, names(), plan)
    const state = { turn: 0 }
    const late: Channels = {
      ...channels,
      marksOf: async (ids) => {
        const marks = await channels.marksOf(ids)
        state.turn += 1
        if (state.turn === 1) await channels.put([{ id: channelId, version: 1, suspended: true }])
        return marks
      },
    }
    await upsert({ connection, channels: late }, names().videos('videos'), [videoOf(channelId)])
    assert.deepEqual(await listed(channelId), [])
  })

  it('that come late change nothing', async () => {
    const channelId = randomUUID()
    await stores().index.upsert('videos', [videoOf(channelId)])
    await stores().index.putChannels([{ id: channelId, version: 2, suspended: false }])
    await apply(connection, names().videos('videos'), markOperations(new Map([[channelId, { version: 1, suspended: true }]])))
    assert.equal((await listed(channelId)).length, 1)
  })

  it('of one version end suspended, whichever came last', async () => {
    const channelId = randomUUID()
    await stores().index.upsert('videos', [videoOf(channelId)])
    for (const suspended of [false, true, false]) {
      await apply(connection, names().videos('videos'), markOperations(new Map([[channelId, { version: 1, suspended }]])))
    }
    assert.deepEqual(await listed(channelId), [])
  })

  it('of an event that comes again reach what a first try, broken off, left out', async () => {
    const channelId = randomUUID()
    const suspension = { id: channelId, version: 1, suspended: true }
    await stores().index.upsert('videos', [videoOf(channelId)])
    await registerOnly(suspension)
    assert.equal((await listed(channelId)).length, 1)
    await stores().index.putChannels([suspension])
    assert.deepEqual(await listed(channelId), [])
  })

  /** As if the process had ended after its first write. */
  async function registerOnly(state: ChannelState): Promise<void> {
    const elsewhere = { ...names(), isVideos: () => false }
    await createChannels(connection, elsewhere, plan).put([state])
  }
})
