import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmod, open, readFile, stat, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import { openSqlite, type SqliteStores } from '#infra/sqlite/open.ts'
import { isUpnextError, type ErrorCode } from '#shared/errors.ts'
import { aPoint, DIMENSIONS } from '#test/support/points.ts'
import { openTemporary } from '#test/support/sqlite.ts'
import { temporaryFolder } from '#test/support/temporary.ts'

const SPEC = { dimensions: DIMENSIONS, recipeDigest: 'recipe' }
const EVERYTHING = { now: 0, regions: [], ageRestricted: true }

describe('a file that cannot be used', () => {
  it('is refused as corrupt when it is no database, and left as it is', async () => {
    await inFolder(async (folder) => {
      const path = `${folder}/test.db`
      await writeFile(path, 'no database at all '.repeat(1000))
      await assert.rejects(openSqlite({ path }), fault('corrupt', path))
      assert.match(await readFile(path, 'utf8'), /^no database/)
    })
  })

  it('is told as corrupt when pages in the middle are damaged', async () => {
    await inFolder(async (folder) => {
      const path = `${folder}/test.db`
      await fill(path, 300)
      await damage(path)
      const stores = await openSqlite({ path })
      await assert.rejects(readEverything(stores), fault('corrupt', path))
      await stores.close().catch(() => undefined)
    })
  })

  it('is refused when another program or a later release made it', async () => {
    await inFolder(async (folder) => {
      const [foreign, later] = [`${folder}/foreign.db`, `${folder}/later.db`]
      execute(foreign, 'CREATE TABLE somebody (something)')
      await assert.rejects(openSqlite({ path: foreign }), fault('configuration', 'another program'))
      await (await openSqlite({ path: later })).close()
      execute(later, 'PRAGMA user_version = 99')
      await assert.rejects(openSqlite({ path: later }), fault('configuration', '99'))
    })
  })

  it('is refused as configuration when it, or its folder, cannot be written', async () => {
    await inFolder(async (folder) => {
      const path = `${folder}/test.db`
      await fill(path, 1)
      await chmod(path, 0o444)
      await chmod(folder, 0o555)
      assert.match(codeWhenOpenedUnprivileged(path), /^configuration/)
      assert.match(codeWhenOpenedUnprivileged(`${folder}/new/test.db`), /^configuration/)
      await chmod(folder, 0o755)
      await assert.rejects(openSqlite({ path: folder }), fault('configuration', folder))
    })
  })
})

describe('a full disk', () => {
  it('fails the writes that find no room as unavailable, keeps what was there and serves reads', async () => {
    const stores = await openTemporary({ maxBytes: 1_000_000 })
    await stores.index.createCollection('videos', SPEC)
    const big = (id: number) => aPoint({ id: String(id), display: { title: 'x'.repeat(20_000) } })
    const tries = await Promise.allSettled(Array.from({ length: 100 }, (_, id) => stores.index.upsert('videos', [big(id)])))
    const refused = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
    assert.ok(refused.length > 0 && refused.length < 100)
    for (const error of refused) assert.ok(isUpnextError(error, 'unavailable') && error.retryable && error.fix !== undefined)
    const stored = await stores.index.heads(
      'videos',
      Array.from({ length: 100 }, (_, id) => String(id)),
    )
    for (const [id, { status }] of tries.entries()) assert.equal(stored.has(String(id)), status === 'fulfilled')
    await stores.close()
  })
})

describe('a group of writes', () => {
  it('is not spoiled by one that fails', async () => {
    const stores = await openTemporary()
    await stores.index.createCollection('videos', SPEC)
    const tries = await Promise.allSettled([
      stores.index.upsert('videos', [aPoint({ id: 'first' })]),
      stores.index.upsert('videos', [aPoint({ id: 'partly' }), aPoint({ id: 'bad', vector: Float32Array.of(1, 2, 3, NaN) })]),
      stores.index.upsert('unknown', [aPoint()]),
      stores.index.upsert('videos', [aPoint({ id: 'last' })]),
    ])
    assert.deepEqual(
      tries.map(({ status }) => status),
      ['fulfilled', 'rejected', 'rejected', 'fulfilled'],
    )
    assert.deepEqual(new Set((await stores.index.latest('videos', EVERYTHING, 9)).map(({ id }) => id)), new Set(['first', 'last']))
    await stores.close()
  })
})

describe('vectors', () => {
  it('of another length, or that are no unit vectors, are refused', async () => {
    const stores = await openTemporary()
    await stores.index.createCollection('videos', SPEC)
    for (const vector of [Float32Array.of(1, 0), Float32Array.of(2, 0, 0, 0), Float32Array.of(NaN, 0, 0, 0)]) {
      await assert.rejects(stores.index.upsert('videos', [aPoint({ vector })]), (error) => isUpnextError(error, 'embedding'))
    }
    const query = { vector: Float32Array.of(1, 0), words: new Map(), filter: EVERYTHING, limit: 1, retrieve: 'dense' as const }
    await assert.rejects(stores.index.candidates('videos', query), (error) => isUpnextError(error, 'configuration'))
    await stores.close()
  })
})

async function inFolder(action: (folder: string) => Promise<void>): Promise<void> {
  const folder = await temporaryFolder()
  await action(folder.path).finally(() => folder.remove())
}

/** Matches an error by its code, with something to do, whose message names `what`. */
function fault(code: ErrorCode, what: string): (error: unknown) => boolean {
  return (error) => isUpnextError(error, code) && error.fix !== undefined && error.message.includes(what)
}

async function fill(path: string, videos: number): Promise<void> {
  const stores = await openSqlite({ path })
  await stores.index.createCollection('videos', SPEC)
  const points = Array.from({ length: videos }, (_, i) => aPoint({ id: `video ${i}`, display: { title: 'x'.repeat(500) } }))
  await stores.index.upsert('videos', points)
  await stores.close()
}

/** Overwrites the second half of a file. */
async function damage(path: string): Promise<void> {
  const { size } = await stat(path)
  const file = await open(path, 'r+')
  await file.write(Buffer.alloc(size / 2, 0xa5), 0, size / 2, size / 2)
  await file.close()
}

async function readEverything({ index }: SqliteStores): Promise<void> {
  const ids = Array.from({ length: 300 }, (_, i) => `video ${i}`)
  await index.displays('videos', ids)
  await index.seeds('videos', ids)
}

function execute(path: string, sql: string): void {
  const database = new DatabaseSync(path)
  database.exec(sql)
  database.close()
}

/** Root may write everything: there, opens the file in a process of the user `nobody`. */
function codeWhenOpenedUnprivileged(path: string): string {
  const script = `
    import { openSqlite } from ${JSON.stringify(import.meta.resolve('#infra/sqlite/open.ts'))}
    const open = async () => {
      const stores = await openSqlite({ path: process.argv[1] })
      await stores.registry.replace(0, { collections: [], aliases: {} })
    }
    await open().then(() => process.stdout.write('opened'), (error) => process.stdout.write(error.code + ' ' + error.message))
    process.exit(0)`
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  return spawnSync(process.execPath, ['--input-type=module', '--eval', script, path], { encoding: 'utf8', ...user }).stdout
}
