import channelChanges from './schema/channel_changes.json' with { type: 'json' }
import feedbackEvents from './schema/feedback_events.json' with { type: 'json' }
import config from './schema/tables.json' with { type: 'json' }
import videoChanges from './schema/video_changes.json' with { type: 'json' }
import videoSignals from './schema/video_signals.json' with { type: 'json' }
import videoVectors from './schema/video_vectors.json' with { type: 'json' }

/** A column in BigQuery's own table-schema JSON. Terraform reads the same files. */
export interface Column {
  readonly name: string
  readonly type: string
  readonly mode: string
  readonly description: string
  /** Of a RECORD. */
  readonly fields?: readonly Column[]
}

export interface TableSettings {
  readonly description: string
  /** File of the columns, in schema/. */
  readonly schema: string
  readonly partitioning: { readonly type: string; readonly field: string; readonly expirationDays: number | null }
  readonly clustering: readonly string[]
}

export interface ViewSettings {
  readonly description: string
  /** File of the query, in schema/; `${dataset}` stands for project and dataset. */
  readonly query: string
  /** 0: reads tables alone; else views of lesser levels too. */
  readonly level: number
}

export type TableName = keyof typeof config.tables
export type ViewName = keyof typeof config.views

export const COLUMNS: Readonly<Record<TableName, readonly Column[]>> = {
  video_changes: videoChanges,
  video_vectors: videoVectors,
  video_signals: videoSignals,
  channel_changes: channelChanges,
  feedback_events: feedbackEvents,
}

export const TABLES: Readonly<Record<TableName, TableSettings>> = config.tables
export const VIEWS: Readonly<Record<ViewName, ViewSettings>> = config.views

/** Hours for which the past of a table can be read, and erased content with it. */
export const MAX_TIME_TRAVEL_HOURS = config.maxTimeTravelHours
