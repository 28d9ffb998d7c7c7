import type { Schemas } from '@qdrant/js-client-rest'
import type { IndexParams } from '../keys.ts'
import type { CollectionConfig, CollectionPlan } from './config.ts'

type Info = Schemas['CollectionInfo']
type Flat = ReadonlyMap<string, unknown>

/** The parts that make a difference. Shards and replicas change in the life of a cluster: they are no drift. */
const COMPARED = [
  'vectors',
  'sparse_vectors',
  'quantization_config',
  'hnsw_config',
  'optimizers_config',
  'strict_mode_config',
  'metadata',
] as const satisfies readonly (keyof CollectionConfig)[]

function comparable(config: Partial<CollectionConfig>): Partial<CollectionConfig> {
  return Object.fromEntries(COMPARED.map((part) => [part, config[part] ?? {}]))
}

/** What Qdrant tells of itself, in the form in which it was told. */
function stored({ config: { params, optimizer_config, ...config } }: Info): unknown {
  const { vectors, sparse_vectors } = params
  return { ...config, vectors, sparse_vectors, optimizers_config: optimizer_config }
}

/**
 * In which points a collection is not as planned, each as `what: is …, planned …`. What Qdrant added by itself does not count, nor do
 * indexes that are missing: those can be made.
 */
export function differences({ config, indexes }: CollectionPlan, info: Info): string[] {
  const actual = flat(stored(info))
  const settings = Array.from(flat(comparable(config))).filter(([path, value]) => actual.get(path) !== value)
  return [
    ...settings.map(([path, value]) => difference(path, actual.get(path), value)),
    ...Object.entries(indexes).flatMap(([key, { type }]) => {
      const known = info.payload_schema[key]?.data_type
      return known === undefined || known === type ? [] : [difference(`index of ${key}`, known, type)]
    }),
  ]
}

export function missingIndexes({ indexes }: CollectionPlan, info: Info): [string, IndexParams][] {
  return Object.entries(indexes).filter(([key]) => info.payload_schema[key] === undefined)
}

function difference(path: string, actual: unknown, planned: unknown): string {
  const is = actual === undefined ? 'missing' : JSON.stringify(actual)
  return `${path}: is ${is}, planned ${JSON.stringify(planned)}`
}

/** The leaves of a value by their paths. */
function flat(value: unknown, path = ''): Flat {
  if (typeof value !== 'object' || value === null) return new Map([[path, value]])
  return new Map(Object.entries(value).flatMap(([key, inner]) => Array.from(flat(inner, path === '' ? key : `${path}.${key}`))))
}
