import assert from 'node:assert/strict'
import { existsSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import { openSqlite } from '#infra/sqlite/open.ts'
import { isUpnextError } from '#shared/errors.ts'
import { aPoint, aTombstone, DIMENSIONS } from '#test/support/points.ts'
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
  it('grows while a reader needs an old state, and is cut back by the next write after that', async () => {
    const stores = await openTemporary()
    await stores.index.createCollection('videos', SPEC)
    const reader = new DatabaseSync(stores.path)
    reader.exec('BEGIN; SELECT count(*) FROM collections')
    // Pages that do not change are not written: every version differs in all of them.
    const write = async (version: number): Promise<number> => {
      const order = { version, deleted: false, digest: 'aa' }
      await stores.index.upsert('videos', [aPoint({ order, display: { title: String(version).repeat(10_000_000) } })])
      return statSync(`${stores.path}-wal`).size
    }
    const sizes = [await write(1), await write(2), await write(3), await write(4), await write(5), await write(6), await write(7)]
    assert.ok(Math.max(...sizes) > 64_000_000, 'the test writes too little')
    reader.exec('COMMIT')
    assert.ok((await write(8)) < 64_000_000, 'the log stays as large as it was')
    reader.close()
    await stores.close()
  })
})
