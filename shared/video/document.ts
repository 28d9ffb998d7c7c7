import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Order } from './order.ts'
import type { Video, VideoDeleted } from './event.ts'

/** sha256 (hex) of a value's canonical JSON (RFC 8785): equal values have equal digests, whatever the order of their keys. */
export function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest('hex')
}

export function orderOfVideo(video: Video): Order {
  return { version: video.version, deleted: false, digest: digestOf(video) }
}

export function orderOfDelete(event: VideoDeleted): Order {
  return { version: event.version, deleted: true, digest: '' }
}
