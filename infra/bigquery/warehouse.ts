import type { Config } from '#shared/config.ts'
import type { FeedbackWarehouse } from '#shared/feedback/warehouse.ts'
import type { Watches } from '#shared/watches/watches.ts'
import type { Warehouse } from '#shared/warehouse/warehouse.ts'
import { createAppender } from './append/appender.ts'
import { createFeedbackWarehouse } from './feedback.ts'
import { contentOf, eraseContent } from './erasure.ts'
import { optionsOf } from './options.ts'
import { placeOf, type BigQueryOptions } from './place.ts'
import { lastIngestedAt, nearestVectors, sampleIds } from './nearest.ts'
import { changesOf, count, countVectors, vectorsOf } from './queries.ts'
import { changeRow, channelRow, signalRow, vectorRow } from './rows.ts'
import { dropSnapshot, latestChanges, readSnapshot, takeSnapshot } from './snapshot.ts'
import { createWatches } from './watches.ts'

export interface BigQueryWarehouseOptions extends BigQueryOptions {
  /** Videos of one read of a snapshot; default 20,000. */
  readonly rangeSize?: number
  /** Epoch milliseconds. */
  readonly clock?: () => number
}

/** The warehouse that the configuration names. @throws UpnextError `configuration` when there is no project to be found. */
export async function openConfiguredWarehouse(config: Config): Promise<OpenBigQueryWarehouse> {
  return openBigQueryWarehouse(await optionsOf(config))
}

export interface OpenBigQueryWarehouse {
  readonly warehouse: Warehouse
  readonly feedback: FeedbackWarehouse
  readonly watches: Watches
  /** Waits for appends that were begun. */
  close(): Promise<void>
}

/** A warehouse on BigQuery. Nothing is loaded or connected before the first call; the tables must be there (`createTables`, or Terraform). */
export function openBigQueryWarehouse({
  rangeSize = 20_000,
  clock = Date.now,
  ...options
}: BigQueryWarehouseOptions): OpenBigQueryWarehouse {
  const place = placeOf(options)
  const appenders = {
    changes: createAppender(place, 'video_changes'),
    vectors: createAppender(place, 'video_vectors'),
    signals: createAppender(place, 'video_signals'),
    channels: createAppender(place, 'channel_changes'),
  }
  const warehouse: Warehouse = {
    appendChanges: async (changes) => appenders.changes.append(await Promise.all(changes.map(changeRow))),
    appendVectors: (rows) => appenders.vectors.append(rows.map((row) => vectorRow(row, clock()))),
    appendSignals: (signals) => appenders.signals.append(signals.map((row) => signalRow(row, clock()))),
    appendChannels: (channels) => appenders.channels.append(channels.map((row) => channelRow(row, clock()))),
    latestChanges: ({ afterId = '', pageSize = 500 } = {}) => latestChanges(place, { afterId, pageSize, rangeSize }),
    takeSnapshot: (options = {}) => takeSnapshot(place, options),
    readSnapshot: (id, { afterId = '', pageSize = 500 } = {}) => readSnapshot(place, id, { afterId, pageSize, rangeSize }),
    dropSnapshot: (id) => dropSnapshot(place, id),
    vectorsOf: (recipeDigest, ids) => vectorsOf(place, recipeDigest, ids),
    countVectors: (recipeDigest) => countVectors(place, recipeDigest),
    nearestVectors: (recipeDigest, ids, limit) => nearestVectors(place, recipeDigest, ids, limit),
    sampleIds: (seed, limit) => sampleIds(place, seed, limit),
    lastIngestedAt: () => lastIngestedAt(place),
    changesOf: (ids) => changesOf(place, ids),
    count: () => count(place),
    contentOf: (ids) => contentOf(place, ids),
    erase: (ids) => eraseContent(place, ids),
  }
  return {
    warehouse,
    feedback: createFeedbackWarehouse(place),
    watches: createWatches(place),
    close: async () => {
      await Promise.all(Object.values(appenders).map((appender) => appender.close()))
    },
  }
}
