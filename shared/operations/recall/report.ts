import { z } from 'zod'

const count = z.int().min(0)
const share = z.number()

export const recallReport = z.object({
  collection: z.string(),
  /** Seeds that are measured, and how many of them are done. */
  seeds: count,
  done: count,
  /** All first, then languages with most seeds: the share of the twenty nearest that searches find. */
  recall: z.array(z.object({ group: z.string(), seeds: count, mean: share, low: share, high: share })),
  /** Of a draw of all videos those that should be in the index, and those of them that are not. */
  coverage: z.object({ videos: count, missing: z.array(z.string()), share }),
  /** Since the newest change was stored; null where there is none. */
  lagMs: z.number().nullable(),
})

export type RecallReport = z.output<typeof recallReport>

export const recallCursor = z.object({
  members: z.array(z.object({ id: z.string(), groups: z.array(z.string()) })),
  /** Null where nothing was to be found. */
  rows: z.array(z.object({ groups: z.array(z.string()), recall: z.number().nullable() })),
  report: recallReport,
})

export type RecallCursor = z.output<typeof recallCursor>
