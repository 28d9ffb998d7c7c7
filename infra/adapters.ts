import type { Config } from '#shared/config.ts'
import type { LetterStore } from '#shared/events/letters.ts'
import type { Embedder, EmbedderLookup } from '#shared/embedding/embedder.ts'
import type { Registry } from '#shared/index/registry.ts'
import type { VideoIndex } from '#shared/index/video-index.ts'
import type { SignalStore } from '#shared/signals/signal-store.ts'
import type { TranscriptSource } from '#shared/video/transcript-source.ts'
import type { Warehouse } from '#shared/warehouse/warehouse.ts'
import { UpnextError } from '#shared/errors.ts'

/** Everything that keeps state. */
export interface Stores {
  readonly index: VideoIndex
  readonly registry: Registry
  readonly signals: SignalStore
  readonly warehouse: Warehouse
  readonly letters: LetterStore
  close(): Promise<void>
}

/**
 * The stores that the configuration names. Adapters are imported when chosen, so that a function loads no other.
 * @throws UpnextError `configuration` or `corrupt` when they cannot be opened.
 */
export async function openStores(config: Config, options: { readonly readOnly?: boolean } = {}): Promise<Stores> {
  const { openSqlite } = await import('#infra/sqlite/open.ts')
  return openSqlite({ path: config.sqlitePath, readers: config.sqliteReaders, ...options })
}

/** The embedders by model name, each loaded when first asked for and kept. `close` ends those that were loaded. */
export function openEmbedders(config: Config): { readonly lookup: EmbedderLookup; close(): Promise<void> } {
  const opened = new Map<string, Promise<Embedder>>()
  const open = (model: string): Promise<Embedder> => {
    const known = opened.get(model) ?? loadEmbedder(model, config)
    opened.set(model, known)
    return known
  }
  return {
    lookup: open,
    close: async () => {
      await Promise.all(Array.from(opened.values(), async (embedder) => (await embedder).close()))
    },
  }
}

export async function openTranscripts(config: Config): Promise<TranscriptSource> {
  const { fileTranscripts } = await import('#infra/local/file-transcripts.ts')
  return fileTranscripts(config.transcriptFolder)
}

async function loadEmbedder(model: string, config: Config): Promise<Embedder> {
  if (model !== 'muse-v3') {
    throw new UpnextError('configuration', `No embedder is known for the model "${model}".`, {
      fix: 'Use a recipe whose model is muse-v3.',
    })
  }
  const [{ createMuseEmbedder }, { batching }, { caching }] = await Promise.all([
    import('#infra/muse/embedder.ts'),
    import('#shared/embedding/batching.ts'),
    import('#shared/embedding/caching.ts'),
  ])
  const muse = await createMuseEmbedder({ threads: config.embedThreads })
  return caching(batching(muse, { windowMs: config.batchWindowMs }))
}
