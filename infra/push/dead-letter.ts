import { randomUUID } from 'node:crypto'
import type { LetterStore } from '#shared/events/letters.ts'
import type { OutgoingMessage } from '#shared/events/publisher.ts'
import { messageOf } from '#shared/errors.ts'

/** Keeps a message whose delivery attempts are used up, whole and with the last fault. */
export async function keepDeadLetter(letters: LetterStore, message: OutgoingMessage, fault: unknown, receivedAt: number): Promise<void> {
  const { attributes, messageId = randomUUID() } = message
  const data = Buffer.from(message.data).toString('base64')
  await letters.put('dead-letter', { messageId, receivedAt, reason: messageOf(fault), attributes, data })
}
