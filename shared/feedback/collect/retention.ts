import type { Logger } from '#shared/logger.ts'
import type { ViewerStore } from '#shared/viewers/viewer-store.ts'
import type { FeedbackPublisher } from '../publisher.ts'

const DAY_MS = 24 * 60 * 60 * 1000

export interface RetentionDeps {
  readonly publisher: Pick<FeedbackPublisher, 'expire'>
  readonly viewers: Pick<ViewerStore, 'expire'>
  readonly feedbackDays: number
  readonly logger: Logger
  readonly clock: () => number
}

/** Removes, once a day of each process, what is older than feedback is kept. It never fails: the next day tries again. */
export function createRetention({ publisher, viewers, feedbackDays, logger, clock }: RetentionDeps): () => Promise<void> {
  const last = { at: -Infinity }
  return async () => {
    const now = clock()
    if (now - last.at < DAY_MS) return
    last.at = now
    const before = now - feedbackDays * DAY_MS
    await Promise.all([publisher.expire(before), viewers.expire(before)]).catch((error: unknown) => {
      logger.warn('feedback.expire-failed', { error })
    })
  }
}
