import type { LetterStore, Visit } from '#shared/events/letters.ts'
import { settleAll } from '#shared/settle.ts'
import { toLetter } from './letter-message.ts'
import type { Pulled, Queue } from './queue.ts'

/** Letters are whole messages of up to 10 MB: few are held at once. */
const PAGE = 16
/** Pulls that bring nothing to handle before the box counts as visited: one may come back empty while messages wait. */
const IDLE_PULLS = 2

type Handle = Parameters<LetterStore['visit']>[1]
type Verdict = Awaited<ReturnType<Handle>>

/** A visit of a queue: what stays is held until the end, or it would be handed over again and again, and given back then. */
export async function visitQueue(queue: Queue, handle: Handle, { before, limit = Infinity, signal }: Visit): Promise<void> {
  const held = new Set<string>()
  const verdicts = new Map<string, Verdict>()
  const settle = async (message: Pulled): Promise<void> => {
    const verdict = verdicts.get(message.messageId) ?? (await handle(toLetter(message)))
    verdicts.set(message.messageId, verdict)
    if (verdict === 'keep') return
    await queue.acknowledge([message.ackId])
    held.delete(message.ackId)
  }
  try {
    for (let idle = 0; idle < IDLE_PULLS && verdicts.size < limit && signal?.aborted !== true;) {
      const pulled = await queue.pull(Math.min(PAGE, limit - verdicts.size))
      for (const { ackId } of pulled) held.add(ackId)
      const waiting = pulled.filter(({ publishedAt }) => publishedAt < before)
      const known = verdicts.size
      await settleAll(waiting.map(settle))
      idle = verdicts.size > known ? 0 : idle + 1
    }
  } finally {
    await queue.release(Array.from(held))
  }
}
