import { z } from 'zod'
import { UpnextError } from '#shared/errors.ts'
import { createPseudonyms } from '#shared/viewers/pseudonyms.ts'
import type { Operation } from '../operation.ts'

const input = z.object({
  /** As in Upnext-Viewer. */
  viewers: z.array(z.string().min(1).max(200)).min(1).max(100),
  /** Only tells what there is. */
  dryRun: z.boolean(),
})

const count = z.int().min(0)

const report = z.object({
  /** Events of the feedback, and videos on the lists of what was watched, as they were before. */
  found: z.object({ events: count, watched: count }),
  /** As they are now. */
  remaining: z.object({ events: count, watched: count }),
})

export type EraseViewersInput = z.output<typeof input>
export type EraseViewersReport = z.output<typeof report>

/** Erases what is known of viewers, under every key that their pseudonyms were made with; or tells what there is. Safe to repeat. */
export const ERASE_VIEWERS: Operation<EraseViewersInput, null, EraseViewersReport> = {
  name: 'erase-viewers',
  summary: 'Erases what is known of viewers, or tells what there is',
  access: 'write',
  input,
  cursor: z.null(),
  report,
  step: async ({ viewers, dryRun }, _, { feedback, viewers: lists, viewerKeys, scrub }) => {
    const all = createPseudonyms(viewerKeys)
    const pseudonyms = viewers.flatMap((viewer) => all.allOf(viewer))
    if (pseudonyms.length === 0) throw noKeys()
    const tell = async () => ({
      events: await feedback.countOfViewers(pseudonyms),
      watched: (await lists.watchedBy(pseudonyms)).length,
    })
    const found = await tell()
    if (dryRun) return { cursor: null, report: { found, remaining: found } }
    await lists.remove(pseudonyms)
    await feedback.eraseViewers(pseudonyms)
    await scrub()
    return { cursor: null, report: { found, remaining: await tell() } }
  },
}

function noKeys(): UpnextError {
  return new UpnextError('configuration', 'There is no key for pseudonyms of viewers.', {
    fix: 'Set UPNEXT_VIEWER_KEYS to the secrets that the feedback was collected with, those that are no longer first too.',
  })
}
