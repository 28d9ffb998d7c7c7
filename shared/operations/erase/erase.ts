import { z } from 'zod'
import { LETTER_BOXES } from '#shared/events/letters.ts'
import type { LetterBox } from '#shared/events/letters.ts'
import { ingestDelete } from '#shared/ingest/delete.ts'
import { SILENT } from '#shared/logger.ts'
import { idSchema } from '#shared/video/id.ts'
import type { Operation, OperationDeps } from '../operation.ts'
import { mentions } from './mentions.ts'
import { greatestOrders, versionOfDelete } from './orders.ts'

const input = z.object({
  videos: z.array(idSchema).min(1).max(100),
  /** Only tells what there is. */
  dryRun: z.boolean(),
})

const count = z.int().min(0)
const content = z.object({ changes: count, vectors: count, signals: count })

const report = z.object({
  videos: z.array(
    z.object({
      id: z.string(),
      /** Version of the delete that is there afterwards; null where neither index nor warehouse ever knew the video. */
      deleteVersion: count.nullable(),
    }),
  ),
  /** Warehouse rows with content, and messages that were set aside, as they were before. */
  found: content.extend({ quarantine: count, deadLetter: count }),
  /** Warehouse rows with content, as they are now. */
  remaining: content,
  /** False where the search of set-aside messages was cut short. */
  complete: z.boolean(),
})

export type EraseInput = z.output<typeof input>
export type EraseReport = z.output<typeof report>

/**
 * Erases all content of videos: first a delete, as any other, so that nothing shows them and later upserts lose; then set-aside messages, signals and
 * warehouse rows for good. Safe to repeat: what could not be removed now goes the next time.
 */
export const ERASE: Operation<EraseInput, null, EraseReport> = {
  name: 'erase',
  summary: 'Erases all content of videos, or tells what there is',
  access: 'write',
  input,
  cursor: z.null(),
  report,
  step: async ({ videos: ids, dryRun }, _, deps, signal) => {
    const orders = await greatestOrders(ids, deps)
    const videos = ids.map((id) => ({ id, deleteVersion: versionOfDelete(orders.get(id)) }))
    const rows = await deps.warehouse.contentOf(ids)
    if (!dryRun) for (const { id, deleteVersion } of videos) await putDelete(id, deleteVersion, deps)
    const letters = await sweepLetters(ids, dryRun ? 'keep' : 'remove', deps, signal)
    if (!dryRun) await removeContent(ids, deps)
    const remaining = await deps.warehouse.contentOf(ids)
    return { cursor: null, report: { videos, found: { ...rows, ...letters }, remaining, complete: !signal.aborted } }
  },
}

async function putDelete(id: string, version: number | null, deps: OperationDeps): Promise<void> {
  if (version === null) return
  await ingestDelete({ type: 'video.deleted', id, version }, deps.clock(), { ...deps, logger: SILENT })
}

async function removeContent(ids: readonly string[], { signals, warehouse, scrub }: OperationDeps): Promise<void> {
  await signals.remove(ids)
  await warehouse.erase(ids)
  await scrub()
}

/** How many letters of each box are about the videos; with `remove` they go. */
async function sweepLetters(ids: readonly string[], verdict: 'keep' | 'remove', { letters, clock }: OperationDeps, signal: AbortSignal) {
  const wanted = new Set(ids)
  const found: Record<LetterBox, number> = { quarantine: 0, 'dead-letter': 0 }
  for (const box of LETTER_BOXES) {
    const handle = (letter: Parameters<typeof mentions>[0]) => {
      if (!mentions(letter, wanted)) return Promise.resolve('keep' as const)
      found[box] += 1
      return Promise.resolve(verdict)
    }
    await letters.visit(box, handle, { before: clock() + 1, signal })
  }
  return { quarantine: found.quarantine, deadLetter: found['dead-letter'] }
}
