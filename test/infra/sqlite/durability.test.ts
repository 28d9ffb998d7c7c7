import assert from 'node:assert/strict'
import { existsSync, statSync } from 'node:fs'
import { describe, it } from 'node:test'
import { openSqlite } from '#infra/sqlite/open.ts'
import { isUpnextError } from '#shared/errors.ts'
import { aPoint, aTombstone, atAngle, DIMENSIONS } from '#test/support/points.ts'
import { stateOf } from '#test/support/index-model.ts'
import { openTemporary } from '#test/support/sqlite.ts'
import { temporaryFolder } from '#test/support/temporary.ts'

const SPEC = { dimensions: DIMENSIONS, recipeDigest: 'recipe' }

describe('a file opened again', () => {
  it('holds everything, and needs no WAL after close', async () => {
    const folder = await temporaryFolder()
    const path = `${folder.path}/deep/er/test.db`
    const first = await openSqlite({ path })
    await first.index.createCollection('videos', SPEC)
    await first.index.upsert('videos', [aPoint({ words: new Map([['sea', 0.5]]) }), aTombstone('b', 3)])
    await first.letters.put('quarantine', { messageId: 'm', receivedAt: 1, reason: 'r', attributes: {}, data: '' })
    const before = await stateOf(first.index, 'videos', ['a', 'b'], ['sea'])
    await first.close()
    assert.equal(existsSync(`${path}-wal`), false)
    const second = await openSqlite({ path })
    assert.deepEqual(await stateOf(second.index, 'videos', ['a', 'b'], ['sea']), before)
    assert.equal(await second.letters.count('quarantine'), 1)
    await second.close()
    await folder.remove()
  })

  it('is read and never written with readOnly', async () => {
    const writing = await openTemporary()
    await writing.index.createCollection('videos', SPEC)
    const reading = await openSqlite({ path: writing.path, readOnly: true })
    await writing.index.upsert('videos', [aPoint()])
    assert.equal((await reading.index.count('videos')).live, 1)
    await assert.rejects(reading.index.upsert('videos', [aPoint()]), (error) => isUpnextError(error, 'configuration'))
    await reading.close()
    await writing.close()
  })

  it('is not made by readOnly', async () => {
    const folder = await temporaryFolder()
    const path = `${folder.path}/test.db`
    await assert.rejects(openSqlite({ path, readOnly: true }), (error) => isUpnextError(error, 'configuration'))
    assert.equal(existsSync(path), false)
    await folder.remove()
  })
})

describe('closing', () => {
  it('waits for writes that were begun, and refuses later calls', async () => {
    const stores = await openTemporary()
    const path = stores.path
    await stores.index.createCollection('videos', SPEC)
    const writes = Array.from({ length: 50 }, (_, i) => stores.index.upsert('videos', [aPoint({ id: String(i) })]))
    const closed = stores.close()
    assert.equal((await Promise.allSettled(writes)).filter(({ status }) => status === 'fulfilled').length, 50)
    await closed
    await assert.rejects(stores.index.count('videos'), (error) => isUpnextError(error, 'unavailable'))
    await assert.rejects(stores.index.upsert('videos', [aPoint()]), (error) => isUpnextError(error, 'unavailable'))
    assert.equal(existsSync(path), false)
  })
})

describe('the write-ahead log', () => {
  it('stays bounded while readers never pause', async () => {
    const stores = await openTemporary()
    await stores.index.createCollection('videos', SPEC)
    const filter = { now: 0, regions: [], ageRestricted: true }
    const query = { vector: atAngle(0), words: new Map(), filter, limit: 100, retrieve: 'dense' as const }
    const state = { writing: true, largest: 0 }
    const readers = Array.from({ length: 4 }, async () => {
      while (state.writing) await stores.index.candidates('videos', query)
    })
    const title = 'x'.repeat(500_000)
    for (const i of Array.from({ length: 400 }).keys()) {
      await stores.index.upsert('videos', [
        aPoint({ id: String(i % 20), order: { version: i, deleted: false, digest: 'aa' }, display: { title } }),
      ])
      state.largest = Math.max(state.largest, statSync(`${stores.path}-wal`).size)
    }
    state.writing = false
    await Promise.all(readers)
    assert.ok(state.largest < 80 * 1024 * 1024, `the log grew to ${state.largest} bytes`)
    await stores.close()
  })
})
