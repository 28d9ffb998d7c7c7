import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openSqlite, type SqliteStores } from '#infra/sqlite/open.ts'
import { compareOrder } from '#shared/video/order.ts'
import { FLEET_IDS, FLEET_TERMS, fleetOfWrites } from '#test/support/fleet.ts'
import { apply, modelAfter, stateOf, stateOfModel } from '#test/support/index-model.ts'
import { DIMENSIONS } from '#test/support/points.ts'
import { temporaryFolder } from '#test/support/temporary.ts'

const WRITER = fileURLToPath(new URL('../../support/sqlite-writer.ts', import.meta.url))
const COLLECTION = 'videos'

describe('several processes on one file', () => {
  it('write the same events in different orders at once and end in the state of the rules', async () => {
    await onFile(async (path) => {
      const endings = await Promise.all([1, 2, 3].map((seed) => once(startWriter(path, seed).child, 'exit')))
      assert.deepEqual(endings, [
        [0, null],
        [0, null],
        [0, null],
      ])
      const stores = await openSqlite({ path })
      await assertModelState(stores)
      await stores.close()
    })
  })

  it('make a new file together', async () => {
    const folder = await temporaryFolder()
    const path = `${folder.path}/new/test.db`
    const opened = await Promise.all([1, 2, 3, 4].map(() => openSqlite({ path, readers: 1 })))
    await Promise.all(opened.map(({ index }) => index.createCollection(COLLECTION, { dimensions: DIMENSIONS, recipeDigest: 'recipe' })))
    for (const stores of opened) await stores.close()
    await folder.remove()
  })
})

describe('a process killed while it writes', () => {
  for (const [attempt, killAfter] of [0, 30, 90, 200].entries()) {
    it(`leaves a file that opens and holds what was acknowledged; redelivery heals it (${killAfter} writes)`, async () => {
      await onFile(async (path) => {
        const acknowledged = await killedAfter(path, attempt, killAfter)
        const stores = await openSqlite({ path })
        await assertHolds(stores, attempt, acknowledged)
        for (const write of fleetOfWrites(attempt + 100)) await apply(stores.index, COLLECTION, write)
        await assertModelState(stores)
        await stores.close()
      })
    })
  }
})

async function onFile(action: (path: string) => Promise<void>): Promise<void> {
  const folder = await temporaryFolder()
  const path = `${folder.path}/test.db`
  const stores = await openSqlite({ path, readers: 1 })
  await stores.index.createCollection(COLLECTION, { dimensions: DIMENSIONS, recipeDigest: 'recipe' })
  await stores.close()
  await action(path)
  await folder.remove()
}

function startWriter(path: string, seed: number): { child: ChildProcess; lines: AsyncIterable<string> } {
  const child = spawn(process.execPath, [WRITER, path, COLLECTION, String(seed)], { stdio: ['ignore', 'pipe', 'inherit'] })
  return { child, lines: createInterface({ input: child.stdout }) }
}

/** Kills a writer some moment after so many acknowledgements. @returns the numbers of all writes that it acknowledged. */
async function killedAfter(path: string, seed: number, writes: number): Promise<number[]> {
  const { child, lines } = startWriter(path, seed)
  const acknowledged: number[] = []
  const gone = once(child, 'exit')
  for await (const line of lines) {
    if (line !== 'ready') acknowledged.push(Number(line))
    if (acknowledged.length === writes) {
      await delay(Math.random() * 5)
      child.kill('SIGKILL')
    }
  }
  assert.deepEqual(await gone, [null, 'SIGKILL'])
  return acknowledged
}

async function assertHolds({ index }: SqliteStores, seed: number, acknowledged: readonly number[]): Promise<void> {
  const heads = await index.heads(COLLECTION, FLEET_IDS)
  const writes = fleetOfWrites(seed)
  for (const number of acknowledged) {
    const write = writes[number]
    assert.ok(write !== undefined && 'upsert' in write)
    const head = heads.get(write.upsert.id)
    assert.ok(head !== undefined && compareOrder(head.order, write.upsert.order) >= 0, `${write.upsert.id} was acknowledged and is gone`)
  }
}

async function assertModelState({ index }: SqliteStores): Promise<void> {
  assert.deepEqual(await stateOf(index, COLLECTION, FLEET_IDS, FLEET_TERMS), stateOfModel(modelAfter(fleetOfWrites(0)), FLEET_TERMS))
}
