import { once } from '../collections/once.ts'
import type { Connection } from '../connection/connection.ts'

/** The number of shards of a collection, read once a process: it changes by an operator's resharding alone. */
export function createShards(connection: Connection): (collection: string) => Promise<number> {
  const known = new Map<string, () => Promise<number>>()
  const read = async (collection: string): Promise<number> => {
    const { config } = await connection.read((api, init) => api.getCollection({ collection_name: collection }, init))
    return config.params.shard_number ?? 1
  }
  return (collection) => {
    const shards = known.get(collection) ?? once(() => read(collection))
    known.set(collection, shards)
    return shards()
  }
}
