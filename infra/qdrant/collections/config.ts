import type { Schemas } from '@qdrant/js-client-rest'
import { SPELLING, TEXT, WORDS, type Indexes } from '../keys.ts'
import { STRICT_MODE } from './limits.ts'

export type CollectionConfig = Schemas['CreateCollection'] & Required<Pick<Schemas['CreateCollection'], 'vectors' | 'sparse_vectors'>>

/** All that a collection is made from. */
export interface CollectionPlan {
  readonly config: CollectionConfig
  readonly indexes: Indexes
}

export interface CollectionSpec {
  readonly dimensions: number
  readonly recipeDigest: string
}

export interface PlacementOptions {
  readonly shards: number
  readonly replicas: number
}

/** Edges a node of the graph, and nodes looked at when one is added. */
const HNSW = { m: 16, ef_construct: 128, memory: 'pinned' } as const
/** KiB. What Qdrant chooses by itself would cut a shard of millions of videos into many segments, and every search visits each. */
const MAX_SEGMENT_KIB = 5_000_000
const SEGMENTS_A_SHARD = 2
/** KiB of vectors from which a segment gets a graph: Qdrant's own default, which a collection returns to when its indexing is switched on. */
export const INDEXING_KIB = 10_000

/**
 * How a collection of videos lies in Qdrant. In memory: int8 copies of the vectors (which alone score a search), the graph, the payload
 * indexes. On disk: the original vectors, the payload and the words, whose hot parts the page cache holds.
 */
export function collectionConfig({ dimensions, recipeDigest }: CollectionSpec, placement: PlacementOptions): CollectionConfig {
  return {
    ...placed(placement),
    vectors: { [TEXT]: { size: dimensions, distance: 'Cosine', memory: 'cold' } },
    sparse_vectors: { [WORDS]: { index: { memory: 'cold' } }, [SPELLING]: { index: { memory: 'cold' } } },
    quantization_config: { scalar: { type: 'int8', quantile: 0.99, memory: 'pinned' } },
    hnsw_config: HNSW,
    optimizers_config: { default_segment_number: SEGMENTS_A_SHARD, max_segment_size: MAX_SEGMENT_KIB },
    strict_mode_config: STRICT_MODE,
    metadata: { recipeDigest },
  }
}

/** A store of records without vectors. @NOTE Qdrant wants one named vector at least: this one stays empty. */
export function recordsConfig(placement: PlacementOptions): CollectionConfig {
  return { ...placed(placement), vectors: {}, sparse_vectors: { [WORDS]: {} }, strict_mode_config: STRICT_MODE }
}

/** A write is acknowledged by most replicas, and what must be fresh is read from most of them. */
function placed({ shards, replicas }: PlacementOptions) {
  return {
    shard_number: shards,
    replication_factor: replicas,
    write_consistency_factor: Math.floor(replicas / 2) + 1,
    payload: { memory: 'cold' },
  } as const
}
