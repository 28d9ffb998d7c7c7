import type { Logger } from '#shared/logger.ts'
import { createSigner } from '#shared/recommendation/signed/signer.ts'
import { createPseudonyms } from '#shared/viewers/pseudonyms.ts'
import type { ViewerStore } from '#shared/viewers/viewer-store.ts'
import { UpnextError } from '#shared/errors.ts'
import { feedbackEventSchema, type FeedbackEvent } from '../event.ts'
import type { FeedbackPublisher } from '../publisher.ts'
import { clockFault } from './clock.ts'
import { createRetention } from './retention.ts'
import { createBuckets } from './token-buckets.ts'
import { toRow, type Arrival, type RowMakers } from './to-row.ts'
import { watchedIn } from './watched.ts'

export interface CollectorDeps {
  readonly publisher: FeedbackPublisher
  readonly viewers: Pick<ViewerStore, 'put' | 'expire'>
  readonly signingKeys: readonly string[]
  readonly viewerKeys: readonly string[]
  /** Days that feedback is kept. */
  readonly feedbackDays: number
  readonly logger: Logger
  /** Epoch milliseconds. */
  readonly clock: () => number
}

/** Why an event was not taken. */
export interface Refusal {
  /** Its place in the batch, from 0. */
  readonly index: number
  readonly reason: 'invalid' | 'clock' | 'rate'
  readonly field: string
  readonly message: string
}

export interface Collected {
  readonly accepted: number
  readonly refused: readonly Refusal[]
}

export interface Collector {
  /** Takes the events that are good, and says which are not. @throws UpnextError `unavailable` where none of them could be handed over. */
  collect(events: readonly unknown[], arrival: Omit<Arrival, 'now'>): Promise<Collected>
}

/** A visit has so many events a second, and after a rest so many at once: far more than a person makes. */
const OF_A_VISIT = { perSecond: 5, capacity: 600 }

/** @throws UpnextError `configuration` without keys. */
export function createCollector(deps: CollectorDeps): Collector {
  const { publisher, viewers, logger, clock } = deps
  if (deps.viewerKeys.length === 0) {
    throw new UpnextError('configuration', 'There is no key for pseudonyms of viewers.', {
      fix: 'Set UPNEXT_VIEWER_KEYS to a secret of 16 characters or more.',
    })
  }
  const makers = { shelves: createSigner(deps.signingKeys, 'shelf'), pseudonyms: createPseudonyms(deps.viewerKeys) }
  const buckets = createBuckets({ ...OF_A_VISIT, clock })
  const retain = createRetention(deps)
  return {
    collect: async (events, arrival) => {
      const now = clock()
      const read = events.map((event, index) => readEvent(event, index, { now, makers, buckets }))
      const refused = read.flatMap(({ refusal }) => refusal ?? [])
      const rows = read.flatMap(({ event }) => (event === undefined ? [] : toRow(event, { now, ...arrival }, makers)))
      await Promise.all([publisher.publish(rows), viewers.put(watchedIn(rows)).catch(lost(logger))])
      await retain()
      const flagged = rows.filter(({ flag }) => flag !== undefined).length
      const lagMs = rows.reduce((most, { occurredAt }) => Math.max(most, now - occurredAt), 0)
      logger.debug('feedback-collected', { accepted: rows.length, refused: refused.length, flagged, lagMs })
      return { accepted: rows.length, refused }
    },
  }
}

interface Reading {
  readonly now: number
  readonly makers: RowMakers
  readonly buckets: ReturnType<typeof createBuckets>
}

function readEvent(
  event: unknown,
  index: number,
  { now, makers, buckets }: Reading,
): { readonly event?: FeedbackEvent; readonly refusal?: Refusal } {
  const refuse = (reason: Refusal['reason'], field: string, message: string) => ({ refusal: { index, reason, field, message } })
  const { success, data, error } = feedbackEventSchema.safeParse(event)
  if (!success) {
    const [issue] = error.issues
    return refuse('invalid', issue?.path.join('.') ?? '', issue?.message ?? 'cannot be read')
  }
  const fault = clockFault(Date.parse(data.at), now)
  if (fault !== undefined) return refuse('clock', 'at', fault)
  const { session, viewer = '' } = data
  const visit = session === undefined ? makers.pseudonyms.of('viewer', viewer) : makers.pseudonyms.of('session', session)
  return buckets(visit, 1) ? { event: data } : refuse('rate', 'session', 'has sent more events than a person makes')
}

/** The lists of what was watched can do without. */
function lost(logger: Logger): (error: unknown) => void {
  return (error) => logger.warn('viewers.put-failed', { error })
}
