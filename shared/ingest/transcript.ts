import { decodeTranscript } from '#shared/text/transcript/decode.ts'
import type { Video } from '#shared/video/event.ts'
import type { TranscriptSource } from '#shared/video/transcript-source.ts'

/** The video with the text of a transcript that was given by address. The warehouse keeps it so, or nothing could be embedded again. */
export async function resolveTranscript(video: Video, source: TranscriptSource): Promise<Video> {
  const { transcript } = video
  if (transcript?.uri === undefined || transcript.text !== undefined) return video
  const text = decodeTranscript(await source.read(transcript.uri))
  return { ...video, transcript: { ...transcript, text } }
}
