import { z } from 'zod'
import { verifyReport } from './report.ts'

const count = z.int().min(0)

/** One seed's searches. */
export const seedRow = z.object({
  id: z.string(),
  groups: z.array(z.string()),
  /** Null where nothing could be found. */
  recall: z.number().nullable(),
  overlap: z.number().nullable(),
  ms: z.number(),
  /** Field mixes of its best. */
  mixes: z.array(z.string()),
  foreign: z.boolean(),
})
export type SeedRow = z.output<typeof seedRow>

/** Measures of one labelled seed, in the collection and in the one that serves. */
export const truthRow = z.object({
  truth: z.string(),
  method: z.record(z.string(), z.number()),
  baseline: z.record(z.string(), z.number()),
})
export type TruthRow = z.output<typeof truthRow>

/** How far a verification is, in a form that any process can go on from. */
export const verifyCursor = z.object({
  snapshot: z.string(),
  afterId: z.string(),
  scan: z.string().nullable(),
  /** Digests of both sides, see buckets.ts. */
  warehouse: z.string(),
  index: z.string(),
  sample: z.record(z.string(), z.array(z.tuple([z.string(), z.string()]))),
  /** Live points of each field mix. */
  stock: z.record(z.string(), count),
  seeds: z.array(seedRow),
  truths: z.array(truthRow),
  report: verifyReport,
})
export type VerifyCursor = z.output<typeof verifyCursor>
