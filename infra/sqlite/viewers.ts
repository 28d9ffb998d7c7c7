import { MAX_WATCHED, type ViewerStore, type Watched } from '#shared/viewers/viewer-store.ts'
import type { Connection } from './connection.ts'
import type { Threads } from './threads.ts'

export function createViewerStore({ read, write }: Threads): ViewerStore {
  return {
    put: async (watched) => (watched.length === 0 ? undefined : write('putWatched', { watched })),
    watchedBy: (viewers) => read('watchedBy', { viewers }),
    remove: (viewers) => write('removeWatched', { viewers }),
    expire: (before) => write('expireWatched', { before }),
  }
}

const OLDEST = `SELECT video FROM watched WHERE viewer = $viewer ORDER BY at DESC, video LIMIT -1 OFFSET ${MAX_WATCHED}`

export function putWatched(connection: Connection, { watched }: { watched: readonly Watched[] }): void {
  const sql = `INSERT INTO watched VALUES ($viewer, $video, $at) ON CONFLICT (viewer, video) DO UPDATE SET at = max(at, excluded.at)`
  for (const { viewer, video, at } of watched) connection.run(sql, { viewer, video, at })
  for (const viewer of new Set(watched.map((one) => one.viewer))) {
    connection.run(`DELETE FROM watched WHERE viewer = $viewer AND video IN (${OLDEST})`, { viewer })
  }
}

export function watchedBy(connection: Connection, { viewers }: { viewers: readonly string[] }): string[] {
  const sql = `SELECT video, max(at) AS latest FROM watched WHERE viewer IN (SELECT value FROM json_each($viewers))
    GROUP BY video ORDER BY latest DESC, video`
  return connection.all(sql, { viewers: JSON.stringify(viewers) }).map((row) => String(row['video']))
}

export function removeWatched(connection: Connection, { viewers }: { viewers: readonly string[] }): void {
  connection.run('DELETE FROM watched WHERE viewer IN (SELECT value FROM json_each($viewers))', { viewers: JSON.stringify(viewers) })
}

export function expireWatched(connection: Connection, { before }: { before: number }): void {
  connection.run('DELETE FROM watched WHERE viewer IN (SELECT viewer FROM watched GROUP BY viewer HAVING max(at) < $before)', { before })
}
