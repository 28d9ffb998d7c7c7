import type { Letter, LetterBox, LetterStore } from '#shared/events/letters.ts'
import type { EventPublisher } from '#shared/events/publisher.ts'
import { firstMessageId, nextMessageId } from './message-id.ts'
import { oneByOne } from './one-by-one.ts'

export interface Replay {
  readonly from: LetterBox
  readonly letters: LetterStore
  readonly publisher: EventPublisher
  /** Epoch milliseconds: letters of this time or later are left alone, or a message that comes back would be replayed for ever. */
  readonly before: number
  /** Letters at most. */
  readonly limit: number
  readonly signal: AbortSignal
}

export interface ReplayCounts {
  readonly replayed: number
  /** Not taken: they wait where they were. */
  readonly failed: number
}

/**
 * Publishes letters again, about the oldest first, each under a new message id; a letter goes once its message is handed over. Killed in
 * between, it is published once more under the same id, so that nothing is lost and quarantine holds nothing twice where it can tell.
 * @throws what the publisher threw when the place is at fault.
 */
export async function replayLetters({ from, letters, publisher, ...visit }: Replay): Promise<ReplayCounts> {
  const counts = { replayed: 0, failed: 0 }
  // A killed replay leaves a letter and its copy: at once, the copy could be gone before the letter finds it there.
  const inFamily = oneByOne<'remove' | 'keep'>()
  await letters.visit(
    from,
    (letter) =>
      inFamily(firstMessageId(letter.messageId), async () => {
        const taken = await isTaken(letter, publisher)
        counts[taken ? 'replayed' : 'failed'] += 1
        return taken ? 'remove' : 'keep'
      }),
    visit,
  )
  return counts
}

async function isTaken({ messageId, attributes, data }: Letter, publisher: EventPublisher): Promise<boolean> {
  try {
    await publisher.publish({ data: Buffer.from(data, 'base64'), attributes, messageId: nextMessageId(messageId) })
    return true
  } catch (error) {
    if (publisher.isFaultOfPlace(error)) throw error
    return false
  }
}
