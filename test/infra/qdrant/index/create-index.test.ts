import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { VIDEO_INDEXES } from '#infra/qdrant/keys.ts'
import { isUpnextError } from '#shared/errors.ts'
import { aPoint, aRanking, aTombstone, atAngle } from '#test/support/points.ts'
import { openTemporaryQdrant, skipWithoutQdrant, type TemporaryQdrant } from '#test/support/qdrant.ts'

const ALL = { now: 0, regions: [], ageRestricted: true }
const SPEC = { dimensions: 4, recipeDigest: 'recipe' }

describe('Qdrant: video index', { skip: skipWithoutQdrant }, () => {
  const opened: TemporaryQdrant[] = []
  const stores = (): TemporaryQdrant => opened[0] ?? assert.fail('The stores are not open.')
  const physical = (collection: string) => `${stores().namespace}_${collection}`
  before(async () => {
    opened.push(openTemporaryQdrant())
    await stores().index.createCollection('videos', SPEC)
  })
  after(() => stores().close())

  it('makes a collection with every payload index, as planned', async () => {
    const { payload_schema: indexes, config } = await stores().client.getCollection(physical('videos'))
    assert.deepEqual(Object.keys(indexes).sort(), Object.keys(VIDEO_INDEXES).sort())
    assert.deepEqual(config.metadata, { recipeDigest: 'recipe' })
  })

  it('refuses a collection that is otherwise, listing every difference', async () => {
    await assert.rejects(stores().index.createCollection('videos', { dimensions: 8, recipeDigest: 'other' }), (error) => {
      assert.ok(isUpnextError(error, 'conflict'))
      assert.match(error.message, /vectors\.text\.size: is 4, planned 8/)
      assert.match(error.message, /metadata\.recipeDigest: is "recipe", planned "other"/)
      return true
    })
  })

  it('makes an index that is missing, and refuses one of another type', async () => {
    const { client, index } = stores()
    await client.deletePayloadIndex(physical('videos'), 'category', { wait: true })
    await index.createCollection('videos', SPEC)
    assert.equal((await client.getCollection(physical('videos'))).payload_schema['category']?.data_type, 'keyword')
    await index.createCollection('odd', SPEC)
    await client.deletePayloadIndex(physical('odd'), 'category', { wait: true })
    await client.createPayloadIndex(physical('odd'), { field_name: 'category', field_schema: 'integer', wait: true })
    await assert.rejects(index.createCollection('odd', SPEC), /index of category: is "integer", planned "keyword"/)
  })

  it('leaves nothing of an earlier payload when a patch replaces it', async () => {
    const { index } = stores()
    const id = randomUUID()
    const full = aRanking({
      language: 'fr',
      channelId: id,
      category: 'sport',
      availableUntil: 5,
      ageRestricted: true,
      regions: { allowed: [] },
    })
    await index.upsert('videos', [aPoint({ id, ranking: full })])
    await index.patch('videos', [aPoint({ id, order: { version: 2, deleted: false, digest: '' } })])
    assert.deepEqual((await index.seeds('videos', [id])).get(id)?.ranking, aRanking())
    const open = await index.latest('videos', { now: 9, regions: ['FR'], ageRestricted: false }, 1000)
    assert.ok(open.some((listed) => listed.id === id))
    assert.deepEqual(await index.latest('videos', { ...ALL, channels: [id] }, 10), [])
  })

  it('reads take-downs beyond one page', async () => {
    const { index } = stores()
    const ids = Array.from({ length: 1100 }, () => randomUUID())
    await index.upsert(
      'videos',
      ids.map((id) => aTombstone(id, 1)),
    )
    const { videos } = await index.takeDowns('videos', 0)
    assert.ok(ids.every((id) => videos.has(id)))
  })

  it('refuses a vector that is no unit vector, and one of other dimensions', async () => {
    const { index } = stores()
    const isEmbedding = (error: unknown) => isUpnextError(error, 'embedding')
    await assert.rejects(index.upsert('videos', [aPoint({ vector: Float32Array.of(1, 1, 0, 0) })]), isEmbedding)
    await assert.rejects(index.upsert('videos', [aPoint({ vector: Float32Array.of(NaN, 0, 0, 0) })]), isEmbedding)
    const isConfiguration = (error: unknown) => isUpnextError(error, 'configuration')
    await assert.rejects(index.upsert('videos', [aPoint({ vector: Float32Array.of(1) })]), isConfiguration)
    const query = { vector: Float32Array.of(1), words: new Map(), filter: ALL, limit: 1, retrieve: 'dense' as const }
    await assert.rejects(index.candidates('videos', query), isConfiguration)
  })

  it('hides the videos of a suspended channel however uploads, edits and suspensions cross', async () => {
    const { index } = stores()
    const someStep = fc.oneof(
      fc.record({ video: fc.constantFrom('a', 'b'), version: fc.integer({ min: 1, max: 9 }), edit: fc.boolean() }),
      fc.record({ channel: fc.integer({ min: 1, max: 9 }) }),
    )
    const steps = fc.array(someStep, { minLength: 2, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(steps, async (steps) => {
        const channelId = randomUUID()
        const point = (video: string, version: number) =>
          aPoint({
            id: `${channelId}/${video}`,
            order: { version, deleted: false, digest: 'aa' },
            ranking: aRanking({ channelId }),
            vector: atAngle(version),
          })
        await index.upsert('videos', [point('a', 0), point('b', 0)])
        const suspended = (version: number) => version % 2 === 1
        await Promise.all(
          steps.map((step) => {
            if ('channel' in step) return index.putChannels([{ id: channelId, version: step.channel, suspended: suspended(step.channel) }])
            const change = [point(step.video, step.version)]
            return step.edit ? index.patch('videos', change) : index.upsert('videos', change)
          }),
        )
        const last = Math.max(0, ...steps.map((step) => ('channel' in step ? step.channel : 0)))
        const listed = await index.latest('videos', { ...ALL, channels: [channelId] }, 5)
        assert.equal(listed.length, suspended(last) ? 0 : 2)
      }),
      { numRuns: 15 },
    )
  })
})
