import type { Watched } from '#shared/viewers/viewer-store.ts'
import type { FeedbackRow } from '../row.ts'

/** From so much of a video on it counts as watched. */
const WATCHED_PERCENT = 50

/** What the rows say that known viewers have watched. */
export function watchedIn(rows: readonly FeedbackRow[]): Watched[] {
  return rows.flatMap(({ flag, viewer, item, percent = 0, finished = false, occurredAt }) => {
    if (flag !== undefined || viewer === undefined || item === undefined) return []
    return finished || percent >= WATCHED_PERCENT ? [{ viewer, video: item, at: occurredAt }] : []
  })
}
