/** What Pub/Sub takes (https://cloud.google.com/pubsub/quotas#resource_limits). */
export const LIMITS = {
  /** Of a publish request; what is beside the message in it is put at `OVERHEAD`. */
  messageBytes: 10_000_000,
  attributes: 100,
  keyBytes: 256,
  valueBytes: 1024,
} as const

/** Bytes of a publish request beside data, keys and values: the topic's path, field numbers, lengths. */
const OVERHEAD = 2_000

export type Attributes = Readonly<Record<string, string>>

/** Whether one publish request can carry the message. */
export function fits(data: Uint8Array, attributes: Attributes): boolean {
  const entries = Object.entries(attributes)
  const bytes = entries.reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value) + 8, data.length + OVERHEAD)
  return bytes <= LIMITS.messageBytes && entries.length <= LIMITS.attributes && entries.every(isAttribute)
}

function isAttribute([key, value]: readonly [string, string]): boolean {
  return key !== '' && Buffer.byteLength(key) <= LIMITS.keyBytes && Buffer.byteLength(value) <= LIMITS.valueBytes && !isReserved(key)
}

/** Google's own attributes: the service sets them and takes none from publishers. */
export function isReserved(key: string): boolean {
  return key.startsWith('goog')
}
