import { isFaultOfPlace } from '#infra/push/faults.ts'
import type { Letter, LetterBox, LetterStore } from '#shared/events/letters.ts'
import type { EventPublisher } from '#shared/events/publisher.ts'
import { createPool } from '../publish/pool.ts'
import type { Progress } from '../terminal/progress.ts'
import { firstMessageId, nextMessageId } from './message-id.ts'
import { oneByOne } from './one-by-one.ts'

export interface Replay {
  readonly from: LetterBox
  /** Letters to replay, counted before the first: what comes back meanwhile is behind them and left alone. */
  readonly total: number
  readonly letters: LetterStore
  readonly publisher: EventPublisher
  readonly progress: Progress
  readonly signal: AbortSignal
}

export interface ReplayReport {
  readonly replayed: number
  /** Not taken: they wait where they were. */
  readonly failed: number
  /** Acknowledged, since they wait in quarantine once more. */
  readonly quarantinedAgain: number
  /** In the box now. */
  readonly waiting: number
}

/** Letters are whole messages of up to 10 MB: few are held at once. */
const PAGE = 16

/**
 * Publishes letters again, the oldest first, each under a new message id; a letter goes once its message is acknowledged. Killed in
 * between, it is published once more under the same id, so that nothing is lost and quarantine holds nothing twice.
 * @throws what the publisher threw when the address is at fault.
 */
export async function replayLetters({ from, total, letters, publisher, progress, signal }: Replay): Promise<ReplayReport> {
  const before = await letters.count('quarantine')
  const counts = { replayed: 0, failed: 0 }
  const pool = createPool(PAGE)
  // A killed replay leaves a letter and its copy: at once, the copy could be gone before the letter finds it there.
  const inFamily = oneByOne()
  const settle = async (letter: Letter) => {
    const taken = await acknowledged(letter, publisher)
    if (taken) await letters.remove(from, [letter.id])
    counts[taken ? 'replayed' : 'failed'] += 1
    progress.update(counts.replayed + counts.failed, counts.replayed)
  }
  try {
    for await (const letter of pages(letters, from, total)) {
      if (signal.aborted) break
      await pool.add(() => inFamily(firstMessageId(letter.messageId), () => settle(letter)))
    }
  } finally {
    await pool.settled()
  }
  pool.check()
  const removed = from === 'quarantine' ? counts.replayed : 0
  const quarantinedAgain = Math.max(0, (await letters.count('quarantine')) - (before - removed))
  return { ...counts, quarantinedAgain, waiting: await letters.count(from) }
}

/** What a letter is, without its content. */
export async function listLetters(letters: LetterStore, box: LetterBox, limit: number) {
  const views = []
  for await (const { id, receivedAt, attributes, reason } of pages(letters, box, limit)) {
    views.push({ id, receivedAt: new Date(receivedAt).toISOString(), type: attributes['type'] ?? '', reason })
  }
  return views
}

async function acknowledged({ messageId, attributes, data }: Letter, publisher: EventPublisher): Promise<boolean> {
  try {
    await publisher.publish({ data: Buffer.from(data, 'base64'), attributes, messageId: nextMessageId(messageId) })
    return true
  } catch (error) {
    if (isFaultOfPlace(error)) throw error
    return false
  }
}

async function* pages(letters: LetterStore, box: LetterBox, limit: number, after?: string): AsyncGenerator<Letter> {
  if (limit <= 0) return
  const page = await letters.list(box, { limit: Math.min(PAGE, limit), ...(after === undefined ? {} : { afterId: after }) })
  yield* page
  const last = page.at(-1)
  if (last !== undefined) yield* pages(letters, box, limit - page.length, last.id)
}
