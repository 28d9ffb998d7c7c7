import { openSqlite, type SqliteOptions, type SqliteStores } from '#infra/sqlite/open.ts'
import { createFeedbackWarehouse } from '#infra/sqlite/feedback/warehouse.ts'
import { createWatches } from '#infra/sqlite/feedback/watches.ts'
import type { FeedbackWarehouse } from '#shared/feedback/warehouse.ts'
import type { Watches } from '#shared/watches/watches.ts'
import { temporaryFolder } from './temporary.ts'

export interface TemporaryStores extends SqliteStores {
  readonly path: string
  readonly feedback: FeedbackWarehouse
  readonly watches: Watches
  /** Of viewers' pseudonyms. */
  readonly viewerKeys: readonly string[]
}

/** SQLite stores in a folder of their own, which goes when they are closed. */
export async function openTemporary(options: Omit<SqliteOptions, 'path'> = {}): Promise<TemporaryStores> {
  const folder = await temporaryFolder()
  const path = `${folder.path}/test.db`
  const stores = await openSqlite({ path, ...options })
  return {
    ...stores,
    path,
    feedback: createFeedbackWarehouse(stores.threads),
    watches: createWatches(stores.threads),
    viewerKeys: ['a key of sixteen characters'],
    close: async () => {
      await stores.close()
      await folder.remove()
    },
  }
}
