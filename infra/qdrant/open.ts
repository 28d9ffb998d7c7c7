import type { Registry } from '#shared/index/registry.ts'
import type { VideoIndex } from '#shared/index/video-index.ts'
import type { ArtefactStore } from '#shared/recipe/statistics/artefact.ts'
import type { SignalStore } from '#shared/signals/signal-store.ts'
import type { ViewerStore } from '#shared/viewers/viewer-store.ts'
import { recordsConfig } from './collections/config.ts'
import { namesIn } from './collections/names.ts'
import { createConnection, type ConnectionOptions } from './connection/connection.ts'
import { createChannels } from './index/channels.ts'
import { createIndex } from './index/create-index.ts'
import { ARTEFACT_INDEXES, CHANNEL_INDEXES, LIST_INDEXES, REGISTRY_INDEXES, SIGNAL_INDEXES, VIEWER_INDEXES, type Indexes } from './keys.ts'
import { createArtefactStore } from './state/artefacts.ts'
import { createRegistry } from './state/registry.ts'
import { createSignalStore } from './state/signals.ts'
import { createViewerStore } from './state/viewers.ts'

export interface QdrantOptions extends ConnectionOptions {
  /** Of collections that are made from now on. Default 1 each. */
  readonly shards?: number
  readonly replicas?: number
  /** What all names in Qdrant begin with. Default `upnext`. */
  readonly namespace?: string
  /** See SearchOptions. */
  readonly exact?: boolean
  readonly hnswEf?: number
}

export interface QdrantStores {
  readonly index: VideoIndex
  readonly registry: Registry
  readonly artefacts: ArtefactStore
  readonly signals: SignalStore
  readonly viewers: ViewerStore
  /** Ends the connections after the requests under way. */
  close(): Promise<void>
}

/** Index, registry and signals in Qdrant, which is asked when they are. @throws UpnextError `configuration` for a URL that is none. */
export function openQdrant({
  shards = 1,
  replicas = 1,
  namespace = 'upnext',
  exact = false,
  hnswEf,
  ...options
}: QdrantOptions): QdrantStores {
  const connection = createConnection(options)
  const names = namesIn(namespace)
  const planOf = (indexes: Indexes, shards: number) => ({ config: recordsConfig({ shards, replicas }), indexes })
  const channels = createChannels(connection, names, planOf(CHANNEL_INDEXES, 1))
  const search = { exact, ...(hnswEf === undefined ? {} : { hnswEf }) }
  return {
    index: createIndex({ connection, names, channels, placement: { shards, replicas }, search }),
    artefacts: createArtefactStore(connection, names, planOf(ARTEFACT_INDEXES, 1)),
    registry: createRegistry(connection, names, planOf(REGISTRY_INDEXES, 1)),
    signals: createSignalStore(connection, names, {
      signals: planOf(SIGNAL_INDEXES, shards),
      lists: planOf(LIST_INDEXES, shards),
    }),
    viewers: createViewerStore(connection, names, planOf(VIEWER_INDEXES, shards)),
    close: () => connection.close(),
  }
}
