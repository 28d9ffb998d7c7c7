import { openSqlite } from '#infra/sqlite/open.ts'
import { apply } from './index-model.ts'
import { fleetOfWrites } from './fleet.ts'

/*
 * A process that writes: `node sqlite-writer.ts PATH COLLECTION SEED`. It prints a line for every write that was acknowledged: its number.
 * Some writes are under way at any time, so that killing it hits transactions.
 */
const [path = '', collection = '', seed = '0'] = process.argv.slice(2)
const CONCURRENCY = 6

const stores = await openSqlite({ path })
const queue = Array.from(fleetOfWrites(Number(seed)).entries())
process.stdout.write('ready\n')
await Promise.all(
  Array.from({ length: CONCURRENCY }, async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [number, write] = next
      await apply(stores.index, collection, write)
      process.stdout.write(`${number}\n`)
    }
  }),
)
await stores.close()
