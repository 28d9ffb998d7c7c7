import type { LetterStore } from '#shared/events/letters.ts'
import type { Registry } from '#shared/index/registry.ts'
import type { VideoIndex } from '#shared/index/video-index.ts'
import type { ArtefactStore } from '#shared/recipe/statistics/artefact.ts'
import type { SignalStore } from '#shared/signals/signal-store.ts'
import type { ViewerStore } from '#shared/viewers/viewer-store.ts'
import type { Warehouse } from '#shared/warehouse/warehouse.ts'
import { createArtefactStore } from './artefacts.ts'
import { createIndex } from './index/create-index.ts'
import { createLetterStore } from './letters.ts'
import { createRegistry } from './registry.ts'
import { createViewerStore } from './viewers.ts'
import { createSignalStore } from './signals.ts'
import { startThreads, type Threads } from './threads.ts'
import { createWarehouse } from './warehouse.ts'

export interface SqliteOptions {
  /** The database file; it and its folder are made where missing. */
  readonly path: string
  /** Threads that read. Default 2. */
  readonly readers?: number
  /** Refuses writes, and makes no file. */
  readonly readOnly?: boolean
  /** Size that the file may reach. Default: the disk. */
  readonly maxBytes?: number
}

export interface SqliteStores {
  readonly index: VideoIndex
  readonly registry: Registry
  readonly artefacts: ArtefactStore
  readonly signals: SignalStore
  readonly viewers: ViewerStore
  readonly warehouse: Warehouse
  readonly letters: LetterStore
  /** For stores that few open. */
  readonly threads: Pick<Threads, 'read' | 'write'>
  /** Rewrites the file without what was deleted. @throws UpnextError `unavailable` while another process uses it. */
  scrub(): Promise<void>
  /** Waits for writes that were begun, writes the WAL back and ends the threads. */
  close(): Promise<void>
}

/**
 * All stores on one SQLite file, which several processes may have open at once.
 * @throws UpnextError `configuration` (folder or file cannot be written, file of a later release), `corrupt`, `unavailable` (locked, disk full).
 */
export async function openSqlite({ path, readers = 2, readOnly = false, maxBytes }: SqliteOptions): Promise<SqliteStores> {
  const threads = await startThreads({ path, readers, readOnly, ...(maxBytes === undefined ? {} : { maxBytes }) })
  return {
    index: createIndex(threads),
    registry: createRegistry(threads),
    artefacts: createArtefactStore(threads),
    signals: createSignalStore(threads),
    viewers: createViewerStore(threads),
    warehouse: createWarehouse(threads),
    letters: createLetterStore(threads),
    threads,
    scrub: threads.scrub,
    close: threads.close,
  }
}
