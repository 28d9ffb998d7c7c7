import { z } from 'zod'
import { LETTER_BOXES } from '#shared/events/letters.ts'
import type { LetterStore } from '#shared/events/letters.ts'
import type { Operation } from '../operation.ts'
import { replayLetters } from './replay-letters.ts'

const count = z.int().min(0)

const input = z.object({ from: z.enum(LETTER_BOXES), limit: count })

const cursor = z.object({
  /** Epoch milliseconds: what comes back while it runs is left alone. */
  startedAt: z.int(),
  replayed: count,
  /** Letters in quarantine when it began; null where the store cannot tell. */
  quarantined: count.nullable(),
})

const report = z.object({
  replayed: count,
  /** Not taken: they wait where they were. */
  failed: count,
  /** Handed over, yet in quarantine once more by now; null where the store cannot tell. */
  quarantinedAgain: count.nullable(),
  /** In the box now. */
  waiting: count.nullable(),
})

export type ReplayInput = z.output<typeof input>
export type ReplayCursor = z.output<typeof cursor>
export type ReplayReport = z.output<typeof report>

/** Publishes again what was set aside. */
export const REPLAY: Operation<ReplayInput, ReplayCursor, ReplayReport> = {
  name: 'replay',
  summary: 'Publishes messages again that were set aside',
  access: 'write',
  input,
  cursor,
  report,
  step: async ({ from, limit }, at, deps, signal) => {
    const { letters, clock } = deps
    const begun = at ?? { startedAt: clock(), replayed: 0, quarantined: await countOf(letters, 'quarantine') }
    const visit = { from, letters, publisher: await deps.publisher(), before: begun.startedAt, limit: limit - begun.replayed, signal }
    const { replayed, failed } = await replayLetters(visit)
    const all = begun.replayed + replayed
    const [quarantined, waiting] = await Promise.all([countOf(letters, 'quarantine'), countOf(letters, from)])
    const left = begun.quarantined === null ? null : begun.quarantined - (from === 'quarantine' ? all : 0)
    const quarantinedAgain = quarantined === null || left === null ? null : Math.max(0, quarantined - left)
    // A step that got nothing through will not be followed by one that does.
    const isDone = !signal.aborted || replayed === 0 || all >= limit
    return { cursor: isDone ? null : { ...begun, replayed: all }, report: { replayed: all, failed, quarantinedAgain, waiting } }
  },
}

async function countOf(letters: LetterStore, box: ReplayInput['from']): Promise<number | null> {
  return (await letters.count(box)) ?? null
}
