import { z } from 'zod'

const count = z.int().min(0)
const share = z.number()

/** How many, and some of them by name. */
export const found = z.object({ count, ids: z.array(z.string()) })
export type Found = z.output<typeof found>

export const parity = z.object({
  /** Videos of the warehouse, tombstones too; points of the collection. */
  videos: count,
  points: count,
  /** Of the documents whose texts were compared: those that today's text rules cannot read, and which are on no shelf. */
  refused: count,
  /** Of 256 by the id's hash: those whose digests differ. Only their videos are compared one by one. */
  buckets: count,
  missing: found,
  behind: found,
  tombstones: found,
  /** Made by another recipe: other texts, or a vector far from the one that the warehouse has. */
  foreign: found,
  ahead: found,
  /** Deleted so long ago that the tombstone may be gone. */
  purged: count,
})

const interval = z.object({ mean: share, low: share, high: share })

const quality = z.object({
  /** `all`, `language de`, `age week` … */
  group: z.string(),
  seeds: count,
  recall: interval,
  /** Null where this collection serves, or none does. */
  overlap: interval.nullable(),
})

const latency = z.object({ searches: count, p50: z.number(), p95: z.number(), p99: z.number() })

const exposure = z.object({ mix: z.string(), catalogue: share, top: share, ratio: z.number(), places: count })

const relevance = z.object({
  truth: z.string(),
  seeds: count,
  metrics: z.array(z.object({ metric: z.string(), value: interval, gain: interval.nullable() })),
})

export const verifyReport = z.object({
  collection: z.string(),
  serving: z.string().nullable(),
  recipe: z.object({ name: z.string(), digest: z.string() }),
  phase: z.enum(['warehouse', 'index', 'names', 'strangers', 'searches', 'relevance', 'done']),
  /** Of the phase's videos, points or seeds. */
  progress: z.object({ done: count, total: count }),
  parity,
  quality: z.array(quality),
  latency: latency.nullable(),
  exposure: z.array(exposure),
  relevance: z.array(relevance),
  /** Why it does not pass. Empty and `done`: it passes. */
  faults: z.array(z.object({ measure: z.string(), text: z.string() })),
  /** sha256 of the report that the registry keeps; null for a dry run. */
  recorded: z.string().nullable(),
})

export type VerifyReport = z.output<typeof verifyReport>
export type Parity = z.output<typeof parity>
export type Quality = z.output<typeof quality>
