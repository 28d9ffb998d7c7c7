import type { ChannelState } from '#shared/index/video-index.ts'
import type { Signals } from '#shared/signals/signal-store.ts'
import type { DocumentChange, VectorRow } from '#shared/warehouse/warehouse.ts'
import { readDocument, sourceTextHash, storeDocument, type StoredDocument } from './documents.ts'
import { timestamp, type Row } from './row.ts'

export async function changeRow({ id, order, document, eventTime, ingestedAt, registryRevision }: DocumentChange): Promise<Row> {
  return {
    id,
    ...order,
    source_text_hash: document === null ? null : sourceTextHash(document),
    ...(await storeDocument(document)),
    event_time: timestamp(eventTime),
    ingested_at: timestamp(ingestedAt),
    registry_revision: registryRevision,
  }
}

export function vectorRow({ id, recipeDigest, textHash, mix, vector }: VectorRow, now: number): Row {
  return { id, recipe_digest: recipeDigest, text_hash: textHash, mix, vector: Array.from(vector), ingested_at: timestamp(now) }
}

export function signalRow({ id, clock, views, watchSeconds = null }: NullableSeconds, now: number): Row {
  const [measured, initial] = 'measuredAt' in clock ? [timestamp(clock.measuredAt), null] : [null, clock.initial]
  return { id, measured_at: measured, initial_version: initial, views, watch_seconds: watchSeconds, ingested_at: timestamp(now) }
}

type NullableSeconds = Omit<Signals, 'watchSeconds'> & { readonly watchSeconds?: number | null }

export function channelRow({ id, version, suspended }: ChannelState, now: number): Row {
  return { id, version, suspended, ingested_at: timestamp(now) }
}

/** The columns of a change, as queries select them: instants as epoch milliseconds. */
export const CHANGE_COLUMNS = `id, version, deleted, digest, document, document_gzip, UNIX_MILLIS(event_time) AS event_time,
  UNIX_MILLIS(ingested_at) AS ingested_at, registry_revision`

/** What a query over CHANGE_COLUMNS gives. */
export interface SelectedChange extends StoredDocument {
  readonly id: string
  readonly version: number
  readonly deleted: boolean
  readonly digest: string
  readonly event_time: number
  readonly ingested_at: number
  readonly registry_revision: number
}

export async function changeOf(row: SelectedChange): Promise<DocumentChange> {
  const { id, version, deleted, digest } = row
  return {
    id,
    order: { version, deleted, digest },
    document: await readDocument(row),
    eventTime: row.event_time,
    ingestedAt: row.ingested_at,
    registryRevision: row.registry_revision,
  }
}
