import { breakingIndex } from '#infra/resilience/breaking-index.ts'
import type { Config } from '#shared/config.ts'
import { openQdrant, type QdrantStores } from './open.ts'

/** Qdrant as the configuration says, with a breaker before the reads of its index. @throws as `openQdrant`. */
export function openConfiguredQdrant(config: Config): QdrantStores {
  const stores = openQdrant({
    url: config.qdrantUrl,
    ...(config.qdrantApiKey === '' ? {} : { apiKey: config.qdrantApiKey }),
    readTimeoutMs: config.qdrantReadTimeoutMs,
    timeoutMs: config.qdrantTimeoutMs,
    connectionAgeS: config.qdrantConnectionAgeS,
    shards: config.qdrantShards,
    replicas: config.qdrantReplicas,
    hnswEf: config.qdrantHnswEf,
  })
  return { ...stores, index: breakingIndex(stores.index) }
}
