import type { FeedbackPublisher } from '#shared/feedback/publisher.ts'
import type { Threads } from '../threads.ts'

/** Straight into the table. */
export function createFeedbackPublisher({ write }: Pick<Threads, 'write'>, close: () => Promise<void>): FeedbackPublisher {
  return { publish: (rows) => write('appendFeedback', { rows }), expire: (before) => write('expireFeedback', { before }), close }
}
