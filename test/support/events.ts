import { parseEvent } from '#shared/video/event.ts'
import type { Video, VideoUpserted } from '#shared/video/event.ts'

/** A valid upsert as a publisher would send it; each test names only what differs. */
export function upsertJson(video: Record<string, unknown> = {}): Record<string, unknown> {
  return { type: 'video.upserted', video: { id: 'bread', version: 1, title: 'Baking bread', language: 'en', ...video } }
}

/** A parsed video with defaults filled in. */
export function aVideo(video: Record<string, unknown> = {}): Video {
  return (parseEvent(upsertJson(video)) as VideoUpserted).video
}

/** What the functions framework makes of a raw Pub/Sub push. */
export function pushed(event: unknown, message: Record<string, unknown> = {}): Record<string, unknown> {
  const data = Buffer.from(typeof event === 'string' ? event : JSON.stringify(event)).toString('base64')
  return {
    id: 'message-1',
    type: 'google.cloud.pubsub.topic.v1.messagePublished',
    data: {
      message: { data, messageId: 'message-1', attributes: { type: 'video.upserted' }, publishTime: '2026-01-01T00:00:00Z', ...message },
    },
  }
}
