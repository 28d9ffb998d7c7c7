import { messageOf } from '#shared/errors.ts'
import type { Ingest } from '#shared/ingest/ingest.ts'
import { parseEvent, type Video, type VideoEvent } from '#shared/video/event.ts'
import type { CliContext } from '../context.ts'
import { readLines, type Line } from '../publish/lines.ts'
import { createPool } from '../publish/pool.ts'
import { openSource } from '../publish/source.ts'
import { startProgress } from '../terminal/progress.ts'

/** Events under way at once, so that embedding calls share batches. */
const CONCURRENCY = 64

export interface Refused {
  readonly line: number
  readonly reason: string
}

/** Brings the events of a file into a product, their videos changed. @returns the lines that are no events. */
export async function fill(
  file: string,
  change: (video: Video) => Video,
  ingest: Ingest,
  context: CliContext,
): Promise<readonly Refused[]> {
  const source = await openSource(file, context.stdin, context.signal)
  const progress = startProgress(context.stderr, { label: 'ingest', unit: 'events', total: source.size })
  const pool = createPool(CONCURRENCY)
  const refused: Refused[] = []
  const take = async ({ number, bytes }: Line) => {
    if (bytes === undefined || bytes.length === 0) return
    try {
      await ingest(changed(parseEvent(JSON.parse(bytes.toString())), change), context.clock())
    } catch (error) {
      refused.push({ line: number, reason: messageOf(error) })
    }
  }
  try {
    for await (const line of readLines(source.chunks)) {
      await pool.add(() => take(line))
      progress.update(source.bytesRead(), line.number)
    }
    return refused
  } finally {
    await pool.settled()
    progress.stop()
  }
}

function changed(event: VideoEvent, change: (video: Video) => Video): VideoEvent {
  return event.type === 'video.upserted' ? { ...event, video: change(event.video) } : event
}
