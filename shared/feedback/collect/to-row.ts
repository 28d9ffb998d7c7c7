import type { Signer } from '#shared/recommendation/signed/signer.ts'
import type { Pseudonyms } from '#shared/viewers/pseudonyms.ts'
import type { FeedbackEvent } from '../event.ts'
import type { FeedbackRow } from '../row.ts'

/** What is known of the request that brought the events. */
export interface Arrival {
  /** Epoch milliseconds. */
  readonly now: number
  /** Country, as the load balancer says. */
  readonly region?: string
}

export interface RowMakers {
  /** Knows the shelves that were given out. */
  readonly shelves: Pick<Signer, 'open'>
  readonly pseudonyms: Pick<Pseudonyms, 'of'>
}

/** An event as it is stored: nobody's name is in it, and a shelf that is none of ours is flagged. */
export function toRow(event: FeedbackEvent, { now, region }: Arrival, { shelves, pseudonyms }: RowMakers): FeedbackRow {
  const { id, type, at, shelfId, seed, placement, experiment, session, viewer } = event
  return {
    eventId: id,
    type,
    occurredAt: Date.parse(at),
    receivedAt: now,
    ...(session !== undefined && { session: pseudonyms.of('session', session) }),
    ...(viewer !== undefined && { viewer: pseudonyms.of('viewer', viewer) }),
    ...(shelfId !== undefined && { shelfId }),
    ...(shelfId !== undefined && shelves.open(shelfId) === undefined && { flag: 'foreign-shelf' as const }),
    ...(seed !== undefined && { seed }),
    ...(placement !== undefined && { placement }),
    ...(experiment && { experiment: experiment.id, arm: experiment.arm }),
    ...(region !== undefined && { region }),
    ...own(event),
  }
}

/** What only events of this type have. */
function own(event: FeedbackEvent): Pick<FeedbackRow, 'items'> & Partial<FeedbackRow> {
  if (event.type === 'impression') return { impressionId: event.id, items: event.items }
  const { impression, item, position, tier } = event
  const place = {
    item,
    items: [],
    ...(impression !== undefined && { impressionId: impression }),
    ...(position !== undefined && { position }),
    ...(tier !== undefined && { tier }),
  }
  if (event.type === 'click') return place
  const { seconds, percent, finished } = event
  return { ...place, seconds, percent, finished }
}
