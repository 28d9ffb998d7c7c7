import { createHash } from 'node:crypto'
import { attributesOf } from '#shared/events/attributes.ts'
import type { OutgoingMessage } from '#shared/events/publisher.ts'
import { messageOf } from '#shared/errors.ts'
import { parseEvent } from '#shared/video/event.ts'
import { MAX_MESSAGE_BYTES, type Line } from './lines.ts'

/** What a line is: nothing, a message to send, or one that the function would refuse (and then the message, where it could be sent all the same). */
export type Classified =
  | { readonly kind: 'blank' }
  | { readonly kind: 'event'; readonly message: OutgoingMessage }
  | { readonly kind: 'refused'; readonly reason: string; readonly message?: OutgoingMessage }

/** Reads a line as the function will, so that what it would put into quarantine is told at once, by its number. */
export function classify({ bytes }: Line): Classified {
  if (bytes === undefined) return { kind: 'refused', reason: `is longer than the ${MAX_MESSAGE_BYTES} bytes of a message` }
  if (bytes.toString('latin1').trim() === '') return { kind: 'blank' }
  try {
    const event = parseEvent(parseJson(bytes))
    return { kind: 'event', message: messageOfLine(bytes, attributesOf(event)) }
  } catch (error) {
    return { kind: 'refused', reason: messageOf(error), message: messageOfLine(bytes, {}) }
  }
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    // The parser's own message repeats what it read.
    throw new Error(error instanceof SyntaxError ? 'is not JSON' : 'is not UTF-8', { cause: error })
  }
}

/** The same line has the same message id: sent again, it makes no second letter. */
function messageOfLine(bytes: Buffer, attributes: Readonly<Record<string, string>>): OutgoingMessage {
  return { data: bytes, attributes, messageId: `line-${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}` }
}
