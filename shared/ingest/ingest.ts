import type { EmbedderLookup } from '#shared/embedding/embedder.ts'
import type { Registry } from '#shared/index/registry.ts'
import type { VideoIndex } from '#shared/index/video-index.ts'
import type { Logger } from '#shared/logger.ts'
import type { ArtefactStore } from '#shared/recipe/statistics/artefact.ts'
import { createStatistics } from '#shared/recipe/statistics/load.ts'
import type { Statistics } from '#shared/recipe/statistics/load.ts'
import type { SignalStore } from '#shared/signals/signal-store.ts'
import type { ChannelUpdated, VideoEvent, VideoSignals } from '#shared/video/event.ts'
import type { TranscriptSource } from '#shared/video/transcript-source.ts'
import type { Warehouse } from '#shared/warehouse/warehouse.ts'
import { ingestDelete } from './delete.ts'
import { ingestUpsert } from './upsert.ts'

export interface IngestContext {
  readonly index: VideoIndex
  readonly registry: Registry
  readonly signals: SignalStore
  readonly warehouse: Warehouse
  readonly artefacts: ArtefactStore
  readonly embedders: EmbedderLookup
  readonly transcripts: TranscriptSource
  readonly logger: Logger
  /** Epoch milliseconds. */
  readonly clock: () => number
}

/** An IngestContext with what is kept between events. */
export interface Ingesting extends IngestContext {
  readonly statistics: Statistics
}

/** Brings one event into every live collection and the warehouse; resolves when it may be acknowledged. */
export type Ingest = (event: VideoEvent, eventTime: number) => Promise<void>

/**
 * @returns an Ingest whose calls may run at once, in any order and repeatedly: the end state depends on the events alone. It rejects with
 *   UpnextError `invalid-event` for what can never succeed, and otherwise with faults that a redelivery may heal.
 */
export function createIngest(context: IngestContext): Ingest {
  const ingesting = { ...context, statistics: createStatistics(context.artefacts) }
  return async (event, eventTime) => {
    switch (event.type) {
      case 'video.upserted':
        return ingestUpsert(event.video, eventTime, ingesting)
      case 'video.deleted':
        return ingestDelete(event, eventTime, context)
      case 'video.signals':
        return ingestSignals(event, context)
      case 'channel.updated':
        return ingestChannel(event, context)
    }
  }
}

async function ingestSignals(event: VideoSignals, { signals, warehouse }: IngestContext): Promise<void> {
  const { id, views, watchSeconds } = event
  const measured = {
    id,
    clock: { measuredAt: Date.parse(event.measuredAt) },
    views,
    ...(watchSeconds === undefined ? {} : { watchSeconds }),
  }
  await Promise.all([signals.put([measured]), warehouse.appendSignals([measured])])
}

async function ingestChannel({ id, version, suspended }: ChannelUpdated, { index, warehouse }: IngestContext): Promise<void> {
  const channel = { id, version, suspended }
  await Promise.all([index.putChannels([channel]), warehouse.appendChannels([channel])])
}
