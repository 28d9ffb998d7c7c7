import { lazyLetters } from '#infra/pubsub/lazy-letters.ts'
import type { SqliteStores } from '#infra/sqlite/open.ts'
import { eventsUrl } from '#shared/config.ts'
import type { Config } from '#shared/config.ts'
import type { LetterStore } from '#shared/events/letters.ts'
import type { EventPublisher } from '#shared/events/publisher.ts'
import type { FeedbackPublisher } from '#shared/feedback/publisher.ts'
import type { FeedbackWarehouse } from '#shared/feedback/warehouse.ts'
import type { Embedder, EmbedderLookup } from '#shared/embedding/embedder.ts'
import type { Registry } from '#shared/index/registry.ts'
import type { VideoIndex } from '#shared/index/video-index.ts'
import type { ArtefactStore } from '#shared/recipe/statistics/artefact.ts'
import type { SignalStore } from '#shared/signals/signal-store.ts'
import type { TranscriptSource } from '#shared/video/transcript-source.ts'
import type { Watches } from '#shared/watches/watches.ts'
import type { ViewerStore } from '#shared/viewers/viewer-store.ts'
import type { Warehouse } from '#shared/warehouse/warehouse.ts'
import { UpnextError } from '#shared/errors.ts'

/** What answers read: recommend and search open this alone. */
export interface IndexStores {
  readonly index: VideoIndex
  readonly registry: Registry
  readonly artefacts: ArtefactStore
  readonly signals: SignalStore
  readonly viewers: ViewerStore
  close(): Promise<void>
}

export interface OpenWarehouse {
  readonly warehouse: Warehouse
  readonly feedback: FeedbackWarehouse
  readonly watches: Watches
  close(): Promise<void>
}

export interface OpenLetters {
  readonly letters: LetterStore
  close(): Promise<void>
}

/** Everything that keeps state. */
export interface Stores extends IndexStores, OpenWarehouse, OpenLetters {
  /** Rewrites the database file, where one is open, without what was removed; the services see to that themselves. */
  scrub(): Promise<void>
}

export interface OpenOptions {
  readonly readOnly?: boolean
}

/** What an adapter is opened with. `sqlite` opens the file when it is first asked, once for all stores that live in it. */
interface Opening extends OpenOptions {
  readonly config: Config
  readonly sqlite: () => Promise<SqliteStores>
  readonly scrub: () => Promise<void>
}

type Choices<Choice extends string, Opened> = Readonly<Record<Choice, (opening: Opening) => Promise<Opened>>>

/** Adapters are imported when chosen, so that a function loads no other. One more is one line here and one choice in shared/config.ts. */
const INDEXES: Choices<Config['index'], IndexStores> = {
  sqlite: ({ sqlite }) => sqlite(),
  qdrant: async ({ config }) => (await import('#infra/qdrant/configured.ts')).openConfiguredQdrant(config),
}

const WAREHOUSES: Choices<Config['warehouse'], OpenWarehouse> = {
  sqlite: async ({ sqlite }) => {
    const [stores, { createFeedbackWarehouse }, { createWatches }] = await Promise.all([
      sqlite(),
      import('#infra/sqlite/feedback/warehouse.ts'),
      import('#infra/sqlite/feedback/watches.ts'),
    ])
    return { ...stores, feedback: createFeedbackWarehouse(stores.threads), watches: createWatches(stores.threads) }
  },
  bigquery: async ({ config }) => (await import('#infra/bigquery/warehouse.ts')).openConfiguredWarehouse(config),
}

const LETTERS: Choices<Config['events'], OpenLetters> = {
  push: ({ sqlite }) => sqlite(),
  pubsub: ({ config }) => Promise.resolve(lazyLetters(async () => (await import('#infra/pubsub/letters.ts')).openPubsubLetters(config))),
}

const FEEDBACK: Choices<Config['events'], FeedbackPublisher> = {
  push: async ({ sqlite }) => {
    const [stores, { createFeedbackPublisher }] = await Promise.all([sqlite(), import('#infra/sqlite/feedback/publisher.ts')])
    return createFeedbackPublisher(stores.threads, () => stores.close())
  },
  pubsub: async ({ config }) => (await import('#infra/pubsub/feedback.ts')).openFeedbackTopic(config),
}

/** Index, registry and signals. @throws UpnextError `configuration`, `corrupt` or `unavailable` when they cannot be opened. */
export async function openIndexStores(config: Config, options: OpenOptions = {}): Promise<IndexStores> {
  return INDEXES[config.index](openingOf(config, options))
}

/** Documents, and what follows from feedback. @throws as `openIndexStores`. */
export async function openWarehouse(config: Config, options: OpenOptions = {}): Promise<OpenWarehouse> {
  return WAREHOUSES[config.warehouse](openingOf(config, options))
}

/** Quarantine and dead letters. @throws as `openIndexStores`. */
export async function openLetters(config: Config, options: OpenOptions = {}): Promise<OpenLetters> {
  return LETTERS[config.events](openingOf(config, options))
}

/** Where feedback goes. @throws as `openIndexStores`. */
export async function openFeedbackPublisher(config: Config): Promise<FeedbackPublisher> {
  return FEEDBACK[config.events](openingOf(config, {}))
}

/** All of them, each by its own setting. @throws as `openIndexStores`; what was opened by then is closed again. */
export async function openStores(config: Config, options: OpenOptions = {}): Promise<Stores> {
  const opening = openingOf(config, options)
  const opens = [INDEXES[config.index](opening), WAREHOUSES[config.warehouse](opening), LETTERS[config.events](opening)] as const
  const close = async () => {
    const opened = await Promise.allSettled(opens)
    await Promise.all(opened.map(async (store) => (store.status === 'fulfilled' ? store.value.close() : undefined)))
  }
  try {
    const [{ index, registry, artefacts, signals, viewers }, { warehouse, feedback, watches }, { letters }] = await Promise.all(opens)
    return { index, registry, artefacts, signals, viewers, warehouse, feedback, watches, letters, scrub: opening.scrub, close }
  } catch (error) {
    await close()
    throw error
  }
}

function openingOf(config: Config, options: OpenOptions): Opening {
  const opened: { file?: Promise<SqliteStores> } = {}
  const open = async (): Promise<SqliteStores> => {
    const { openSqlite } = await import('#infra/sqlite/open.ts')
    return openSqlite({ path: config.sqlitePath, readers: config.sqliteReaders, ...options })
  }
  return { config, ...options, sqlite: () => (opened.file ??= open()), scrub: async () => (await opened.file)?.scrub() }
}

export interface PublisherOptions {
  /** Tries of a message; a service that keeps messages itself has a deadline instead. */
  readonly attempts?: number
  /** Ends the waiting between tries. */
  readonly signal?: AbortSignal
  readonly clock?: () => number
}

/** Where events go. @throws UpnextError `unavailable` when nobody listens there. */
export async function openPublisher(config: Config, options: PublisherOptions = {}): Promise<EventPublisher> {
  if (config.events === 'pubsub') return (await import('#infra/pubsub/publisher.ts')).createPubsubPublisher(config)
  const [{ createHttpPublisher }, { assertListening }] = await Promise.all([
    import('#infra/push/http-publisher.ts'),
    import('#infra/push/probe.ts'),
  ])
  const url = eventsUrl(config)
  await assertListening(url)
  return createHttpPublisher({ url, ...options })
}

/** The embedders by model name, each loaded when first asked for and kept. `close` ends those that were loaded. */
export function openEmbedders(config: Config): { readonly lookup: EmbedderLookup; close(): Promise<void> } {
  const opened = new Map<string, Promise<Embedder>>()
  const open = (model: string): Promise<Embedder> => {
    const known = opened.get(model) ?? loadEmbedder(model, config)
    opened.set(model, known)
    // What failed to load is tried again by the next call.
    known.catch(() => opened.delete(model))
    return known
  }
  return {
    lookup: open,
    close: async () => {
      await Promise.all(Array.from(opened.values(), async (embedder) => (await embedder).close()))
    },
  }
}

/** Transcripts by address: gs:// from the configured buckets, file:// below the configured folder. */
export async function openTranscripts(config: Config): Promise<TranscriptSource> {
  const [{ fileTranscripts }, { gcsTranscripts }] = await Promise.all([
    import('#infra/local/file-transcripts.ts'),
    import('#infra/gcs/transcripts.ts'),
  ])
  return gcsTranscripts({ buckets: config.transcriptBuckets }, fileTranscripts(config.transcriptFolder))
}

/** The embedder of a model, with what all of them share: concurrent calls go in batches, and tags are embedded once. */
async function loadEmbedder(model: string, config: Config): Promise<Embedder> {
  const [embedder, { batching }, { caching }] = await Promise.all([
    createEmbedder(model, config),
    import('#shared/embedding/batching.ts'),
    import('#shared/embedding/caching.ts'),
  ])
  return caching(batching(embedder, { windowMs: config.batchWindowMs }))
}

async function createEmbedder(model: string, config: Config): Promise<Embedder> {
  if (/^vertex(-endpoint)?:/.test(model)) {
    const { createVertexEmbedder } = await import('#infra/vertex/embedder.ts')
    return createVertexEmbedder({ model, projectId: config.project || undefined, location: config.vertexLocation })
  }
  if (model === 'muse-v3') {
    const { createMuseEmbedder } = await import('#infra/muse/embedder.ts')
    return createMuseEmbedder({ threads: config.embedThreads })
  }
  throw new UpnextError('configuration', `No embedder is known for the model "${model}".`, {
    fix: 'Use a recipe whose model is muse-v3, or one of Vertex AI (vertex:…, vertex-endpoint:…).',
  })
}
