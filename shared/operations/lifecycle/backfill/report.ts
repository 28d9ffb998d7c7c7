import { z } from 'zod'

const count = z.int().min(0)

/** What one process has done so far. */
export const tally = z.object({
  /** Vectors that the model made, and vectors that the warehouse had. */
  embedded: count,
  reused: count,
  /** Documents that today's text rules cannot read: the log names them. */
  refused: count,
  /** Points that the last catch-up, or the one that runs, had to write. */
  missing: count,
})

export type Tally = z.output<typeof tally>

export const NOTHING: Tally = { embedded: 0, reused: 0, refused: 0, missing: 0 }

export const backfillReport = tally.extend({
  collection: z.string(),
  /** `closed`: it is live, and holds whatever the warehouse does. */
  phase: z.enum(['planned', 'filling', 'indexing', 'joined', 'closed']),
  videos: count,
  placed: count,
  /** Until when events may be under way that do not know of the collection; null before it has joined. */
  settlesAt: z.iso.datetime().nullable(),
})

export type BackfillReport = z.output<typeof backfillReport>
