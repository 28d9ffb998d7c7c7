import type { Schemas } from '@qdrant/js-client-rest'

/** Points that one request may ask for. */
export const MAX_LIMIT = 10_000
/** Values of one condition: excluded ids, channels of a placement. */
export const MAX_CONDITION_SIZE = 5_000
/** Operations sent at once; each holds one point and its own condition. */
export const WRITES_A_CALL = 100
/** Points read at once, and a page of a scroll. */
export const READS_A_CALL = 1_000
/** What `candidates` sends at once: two sides, each with the scores of the other. */
export const MAX_SEARCHES = 4
/** A filter holds about 30 conditions besides two a country. */
const MAX_CONDITIONS = 500
const MAX_HNSW_EF = 1_024
/** Twice the terms that a video or a query has; more than the spelling keys of a title. */
const MAX_TERMS = 128
const MAX_TIMEOUT_S = 60

/** What Qdrant refuses to do: whatever would be slow for everybody, above all filters on keys without an index. */
export const STRICT_MODE = {
  enabled: true,
  max_query_limit: MAX_LIMIT,
  max_timeout: MAX_TIMEOUT_S,
  unindexed_filtering_retrieve: false,
  unindexed_filtering_update: false,
  search_max_hnsw_ef: MAX_HNSW_EF,
  // Verifying an index compares it with exact search.
  search_allow_exact: true,
  search_max_oversampling: 1,
  upsert_max_batchsize: WRITES_A_CALL,
  search_max_batchsize: MAX_SEARCHES,
  filter_max_conditions: MAX_CONDITIONS,
  condition_max_size: MAX_CONDITION_SIZE,
  sparse_config: { words: { max_length: MAX_TERMS }, spelling: { max_length: MAX_TERMS } },
} as const satisfies Schemas['StrictModeConfig']
