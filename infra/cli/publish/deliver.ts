import { keepDeadLetter } from '#infra/push/dead-letter.ts'
import { messageOf } from '#shared/errors.ts'
import type { LetterStore } from '#shared/events/letters.ts'
import type { EventPublisher, OutgoingMessage } from '#shared/events/publisher.ts'

export type Delivery = { readonly sent: true } | { readonly sent: false; readonly reason: string; readonly kept: boolean }

export interface DeliverContext {
  readonly publisher: EventPublisher
  /** The box for what cannot be delivered; opened when first needed. */
  readonly letters: () => Promise<LetterStore>
  readonly clock: () => number
  readonly signal: AbortSignal
}

/**
 * Sends a message; one that is not taken goes to the dead-letter box, unless the publish was interrupted before its attempts were used up.
 * @throws what the publisher threw when the address is at fault, so that no other message would get through either.
 */
export async function deliver(message: OutgoingMessage, context: DeliverContext): Promise<Delivery> {
  try {
    await context.publisher.publish(message)
    return { sent: true }
  } catch (error) {
    if (context.publisher.isFaultOfPlace(error)) throw error
    const kept = !context.signal.aborted && (await keep(message, error, context))
    return { sent: false, reason: messageOf(error), kept }
  }
}

async function keep(message: OutgoingMessage, fault: unknown, { letters, clock }: DeliverContext): Promise<boolean> {
  try {
    await keepDeadLetter(await letters(), message, fault, clock())
    return true
  } catch {
    // The report says that the message is not kept, and a resumed publish sends it again.
    return false
  }
}
