import { z } from 'zod'
import { refreshSignals } from '#shared/watches/refresh.ts'
import type { Operation } from './operation.ts'

const input = z.object({
  /** Makes all lists anew, not only those of what was watched since. */
  full: z.boolean(),
})

const count = z.int().min(0)
const report = z.object({
  full: z.boolean(),
  complete: z.boolean(),
  coWatchLists: count,
  trendingLists: count,
  lagMs: z.number(),
  tookMs: z.number(),
})

/** Takes what was watched into the lists that shelves draw on: what the schedule does, at once. */
export const REFRESH: Operation<z.output<typeof input>, null, z.output<typeof report>> = {
  name: 'refresh',
  summary: 'Takes what was watched since the last time into co-watch and trending',
  access: 'write',
  input,
  cursor: z.null(),
  report,
  step: async (asked, _, deps, signal) => ({ cursor: null, report: await refreshSignals(deps, asked, signal) }),
}
