import { standingOf } from '#shared/index/payload.ts'
import type { VideoEvent } from '#shared/video/event.ts'

/** What a publisher writes beside an event, for subscriptions to filter by. */
export interface EventAttributes {
  readonly type: VideoEvent['type']
  /** On an upsert that takes the video off the shelves: it should travel with the deletes, not behind an import. */
  readonly takedown?: 'true'
}

export function attributesOf(event: VideoEvent): EventAttributes & Readonly<Record<string, string>> {
  const isTakeDown = event.type === 'video.upserted' && standingOf(event.video) !== 'shown'
  return { type: event.type, ...(isTakeDown && { takedown: 'true' }) }
}
