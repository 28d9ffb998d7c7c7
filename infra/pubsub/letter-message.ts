import { gunzipSync, gzipSync } from 'node:zlib'
import { z } from 'zod'
import type { Letter } from '#shared/events/letters.ts'
import { fits, isReserved, LIMITS, type Attributes } from './limits.ts'
import type { TopicMessage } from './topic.ts'

/** A message as it lies in quarantine or among the dead letters. */
export interface Received extends TopicMessage {
  readonly messageId: string
  /** Epoch milliseconds at which it came into the topic it was pulled from. */
  readonly publishedAt: number
}

const PREFIX = 'upnext-'
const KEY = { reason: `${PREFIX}reason`, messageId: `${PREFIX}message-id`, form: `${PREFIX}form` } as const
const PACKED = 'packed'
/** https://cloud.google.com/pubsub/docs/handling-failures#dead-letter-attributes */
const DEAD_LETTER = 'CloudPubSubDeadLetterSource'

const packedSchema = z.object({ attributes: z.record(z.string(), z.string()), data: z.base64() })

/**
 * A letter as a message: its data and attributes as they came, and beside them the reason and the first message id. One that would grow beyond what
 * Pub/Sub takes is packed: attributes and data as gzipped JSON.
 */
export function toMessage({ messageId, reason, attributes, data }: Letter): TopicMessage {
  const own = { [KEY.reason]: cut(reason, LIMITS.valueBytes), [KEY.messageId]: cut(messageId, LIMITS.valueBytes) }
  const plain = { data: Buffer.from(data, 'base64'), attributes: { ...attributes, ...own } }
  const isPlain = !Object.keys(attributes).some((key) => key.startsWith(PREFIX)) && fits(plain.data, plain.attributes)
  return isPlain ? plain : { data: gzipSync(JSON.stringify({ attributes, data })), attributes: { ...own, [KEY.form]: PACKED } }
}

/** The letter in a message from the quarantine or the dead-letter topic; what a platform added to the attributes is taken out, for a publisher may not send it. */
export function toLetter({ data, attributes, messageId, publishedAt }: Received): Letter {
  const content = unpack(data, attributes)
  return {
    messageId: attributes[KEY.messageId] ?? messageId,
    receivedAt: publishedAt,
    reason: attributes[KEY.reason] ?? deadLetterReason(attributes),
    attributes: withoutOthers(content.attributes),
    data: content.data,
  }
}

function unpack(data: Uint8Array, attributes: Attributes): Pick<Letter, 'attributes' | 'data'> {
  if (attributes[KEY.form] === PACKED) return packedSchema.parse(JSON.parse(gunzipSync(data).toString()))
  const own: readonly string[] = Object.values(KEY)
  const others = Object.entries(attributes).filter(([key]) => !own.includes(key))
  return { attributes: Object.fromEntries(others), data: Buffer.from(data).toString('base64') }
}

function withoutOthers(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => !isReserved(key) && !key.startsWith(DEAD_LETTER)))
}

function deadLetterReason(attributes: Attributes): string {
  const count = attributes[`${DEAD_LETTER}DeliveryCount`]
  if (count === undefined) return 'not known'
  return `could not be delivered in ${count} attempts by the subscription ${attributes[`${DEAD_LETTER}Subscription`] ?? 'unknown'}`
}

/** The longest beginning of a text that has so many bytes of UTF-8 at most. */
function cut(text: string, bytes: number): string {
  const encoded = Buffer.from(text)
  if (encoded.length <= bytes) return text
  // A sequence that is cut in two would decode to a replacement character.
  return new TextDecoder().decode(encoded.subarray(0, bytes), { stream: true })
}
