import type { Progress } from '../terminal/progress.ts'
import type { CheckpointStore } from './checkpoint.ts'
import { throttle } from './checkpoint-throttle.ts'
import { classify } from './classify.ts'
import { deliver, type DeliverContext } from './deliver.ts'
import { readLines, type Line } from './lines.ts'
import { createPool } from './pool.ts'
import type { Source } from './source.ts'
import type { Tally } from './tally.ts'
import { createWatermark, type Watermark } from './watermark.ts'

export interface Job extends DeliverContext {
  /** Lines up to here were settled before. */
  readonly from: number
  readonly checkpoint: CheckpointStore | undefined
  /** Messages under way at once. */
  readonly concurrency: number
  /** Whether lines that the function will refuse are sent too, for its quarantine. */
  readonly sendInvalid: boolean
  readonly tally: Tally
  readonly progress: Progress
}

/**
 * Publishes the lines of a source, several at once. Whatever ends it (the last line, an interruption, a fault), the messages under way
 * are finished first and the checkpoint says how far it came.
 * @throws the fault that stopped it.
 */
export async function publishSource(source: Source, job: Job): Promise<void> {
  const watermark = createWatermark(job.from)
  const pool = createPool(job.concurrency)
  const checkpoint = throttle(job.checkpoint, watermark)
  try {
    await takeLines(source, job, async (line) => {
      await pool.add(() => settleLine(line, source.name, watermark, job))
      await checkpoint.saveNowAndThen()
    })
  } finally {
    await pool.settled()
    await checkpoint.save(false)
  }
  pool.check()
  if (!job.signal.aborted && !watermark.hasLoss()) await checkpoint.save(true)
}

async function takeLines(source: Source, { from, signal, tally, progress }: Job, take: (line: Line) => Promise<void>): Promise<void> {
  try {
    for await (const line of readLines(source.chunks)) {
      if (signal.aborted) return
      if (line.number <= from) tally.skip()
      else await take(line)
      progress.update(source.bytesRead(), tally.settled())
    }
  } catch (error) {
    // An interruption ends the reading by destroying the stream.
    if (!signal.aborted) throw error
  }
}

async function settleLine(line: Line, file: string, watermark: Watermark, job: Job): Promise<void> {
  const { tally, sendInvalid } = job
  watermark.begin(line.number)
  const found = classify(line)
  if (found.kind === 'refused') tally.refuse({ file, line: line.number, reason: found.reason })
  const isSent = found.kind === 'event' || (found.kind === 'refused' && sendInvalid)
  if (!isSent || found.message === undefined) {
    watermark.settle(line.number)
    return
  }
  const delivery = await deliver(found.message, job)
  if (!delivery.sent) tally.fail({ file, line: line.number, reason: delivery.reason, kept: delivery.kept })
  else if (found.kind === 'event') tally.send()
  if (delivery.sent || delivery.kept) watermark.settle(line.number)
  else watermark.lose(line.number)
}
