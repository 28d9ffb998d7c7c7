import { resolveTranscript } from '#shared/ingest/transcript.ts'
import { parseEvent, type Video } from '#shared/video/event.ts'
import type { TranscriptSource } from '#shared/video/transcript-source.ts'
import type { CliContext } from '../context.ts'
import { readLines } from '../publish/lines.ts'
import { openSource } from '../publish/source.ts'

/** The uploaded videos of event files, in their order, transcripts resolved. Lines that are no such event are passed over. */
export async function* eventVideos(files: readonly string[], transcripts: TranscriptSource, context: CliContext): AsyncGenerator<Video> {
  for (const file of files) {
    const { chunks } = await openSource(file, context.stdin, context.signal)
    for await (const { bytes } of readLines(chunks)) {
      const video = bytes === undefined ? undefined : await videoOf(bytes, transcripts).catch(() => undefined)
      if (video !== undefined) yield video
    }
  }
}

async function videoOf(line: Buffer, transcripts: TranscriptSource): Promise<Video | undefined> {
  const event = parseEvent(JSON.parse(line.toString()))
  return event.type === 'video.upserted' ? resolveTranscript(event.video, transcripts) : undefined
}
