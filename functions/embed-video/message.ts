import { UpnextError } from '#shared/errors.ts'

/** A Pub/Sub message, whichever way it came. */
export interface Message {
  readonly messageId: string
  /** Epoch milliseconds at which the publisher sent it; undefined where the envelope does not say. */
  readonly publishedAt: number | undefined
  readonly attributes: Readonly<Record<string, string>>
  readonly data: Uint8Array
}

/**
 * The Pub/Sub message inside what the functions framework hands over: a CloudEvent (Eventarc, structured, or made by the framework
 * from a raw push) whose data is `{message: {data, attributes, messageId, publishTime}}`.
 * @throws UpnextError `invalid-event` for any other shape: a push with attributes only, a bare object, a foreign CloudEvent.
 */
export function readMessage(cloudEvent: unknown): Message {
  const event = asRecord(cloudEvent)
  const message = asRecord(asRecord(event['data'])['message'])
  const data = message['data']
  if (typeof data !== 'string' || data === '') throw noMessage()
  return {
    messageId: firstString(message['messageId'], message['message_id'], event['id']) ?? '',
    publishedAt: instant(firstString(message['publishTime'], message['publish_time'], event['time'])),
    attributes: stringsOf(message['attributes']),
    data: fromBase64(data),
  }
}

/** What is known of a message that `readMessage` refuses: the whole of it as JSON, so that quarantine keeps it. */
export function unreadableMessage(cloudEvent: unknown): Message {
  const event = asRecord(cloudEvent)
  const message = asRecord(event['message'])
  return {
    // A bare event has an id too, that of its video: it names no message.
    messageId: firstString(message['messageId'], 'specversion' in event ? event['id'] : undefined) ?? '',
    publishedAt: undefined,
    attributes: stringsOf(message['attributes']),
    data: Buffer.isBuffer(cloudEvent) ? cloudEvent : Buffer.from(JSON.stringify(cloudEvent ?? null)),
  }
}

/**
 * The JSON value in a message's data.
 * @throws UpnextError `invalid-event` for bytes that are not UTF-8 or not JSON. The parser's own message quotes the data: it is left out.
 */
export function readJson(data: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(data))
  } catch (error) {
    const what = error instanceof SyntaxError ? 'JSON' : 'UTF-8'
    throw new UpnextError('invalid-event', `The message's data is not ${what}.`, { fix: 'Publish events as UTF-8 encoded JSON.' })
  }
}

function fromBase64(data: string): Uint8Array {
  if (/^[A-Za-z0-9+/]*={0,2}$/.test(data)) return Buffer.from(data, 'base64')
  throw new UpnextError('invalid-event', "The message's data is not base64.", { fix: 'Push messages as Pub/Sub does: data in base64.' })
}

function noMessage(): UpnextError {
  return new UpnextError('invalid-event', 'The request holds no Pub/Sub message with data.', {
    fix: 'Publish the event as the data of the message; the push subscription must not be unwrapped.',
  })
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}

function firstString(...values: readonly unknown[]): string | undefined {
  return values.find((value) => typeof value === 'string' && value !== '') as string | undefined
}

function stringsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(asRecord(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

function instant(time: string | undefined): number | undefined {
  const parsed = Date.parse(time ?? '')
  return Number.isNaN(parsed) ? undefined : parsed
}
