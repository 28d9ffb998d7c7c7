import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { isUpnextError } from '#shared/errors.ts'
import type { VideoIndex } from '#shared/index/video-index.ts'
import { aPoint, atAngle } from '#test/support/points.ts'
import { candidateRules } from './video-index/candidates.ts'
import { channelRules } from './video-index/channels.ts'
import { inCollection, type IndexUnderTest } from './video-index/collections.ts'
import { filterRules } from './video-index/filters.ts'
import { spellingRules } from './video-index/spellings.ts'
import { upkeepRules } from './video-index/upkeep.ts'
import { writeRules } from './video-index/writes.ts'

interface Opened {
  readonly index: VideoIndex
  readonly close: () => Promise<void>
}

/** What every VideoIndex must hold. The collections it makes are dropped again. */
export function videoIndexContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name}: video index`, () => {
    const opened: Opened[] = []
    before(async () => {
      opened.push(await open())
    })
    after(() => opened[0]?.close())
    const index: IndexUnderTest = () => {
      const [first] = opened
      if (first === undefined) throw new Error('The index is not open.')
      return first.index
    }
    describe('writes', () => writeRules(index))
    describe('channels', () => channelRules(index))
    describe('filters', () => filterRules(index))
    describe('candidates', () => candidateRules(index))
    describe('spellings', () => spellingRules(index))
    describe('upkeep', () => upkeepRules(index))
    describe('collections', () => collectionRules(index))
  })
}

function collectionRules(index: IndexUnderTest): void {
  it('keeps collections apart', () =>
    inCollection(index(), (one) =>
      inCollection(index(), async (other) => {
        await index().upsert(one, [aPoint({ words: new Map([['sea', 1]]) })])
        assert.equal((await index().count(other)).live, 0)
        const query = { words: new Map([['sea', 1]]), filter: { now: 0, regions: [], ageRestricted: true }, limit: 1 }
        assert.deepEqual(await index().candidates(other, { ...query, retrieve: 'words' }), [])
      }),
    ))

  it('makes a collection once, and leaves what it holds alone', () =>
    inCollection(index(), async (collection) => {
      await index().upsert(collection, [aPoint()])
      const make = () => index().createCollection(collection, { dimensions: 4, recipeDigest: 'recipe' })
      await Promise.all([make(), make()])
      assert.equal((await index().count(collection)).live, 1)
    }))

  it('refuses unknown collections as not-found', async () => {
    const notFound = (error: unknown) => isUpnextError(error, 'not-found')
    await assert.rejects(index().upsert('nowhere', [aPoint()]), notFound)
    await assert.rejects(index().heads('nowhere', ['a']), notFound)
    await assert.rejects(index().latest('nowhere', { now: 0, regions: [], ageRestricted: true }, 1), notFound)
  })

  it('drops a collection that is not there without complaint', () => index().dropCollection('nowhere'))

  it('takes a vector that is a part of a larger buffer', () =>
    inCollection(index(), async (collection) => {
      const batch = Float32Array.of(...atAngle(90), ...atAngle(30))
      await index().upsert(collection, [aPoint({ vector: batch.subarray(4) })])
      const stored = (await index().seeds(collection, ['a'])).get('a')?.vector
      assert.deepEqual(stored, atAngle(30))
      assert.equal(batch.length, 8)
    }))
}
