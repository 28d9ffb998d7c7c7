import { z } from 'zod'
import type { Segment } from './segment.ts'

const figure = z.number().optional().catch(undefined)

const segmentSchema = z.object({
  text: z.string(),
  start: figure,
  end: figure,
  no_speech_prob: figure,
  avg_logprob: figure,
  compression_ratio: figure,
})

const fileSchema = z.object({
  text: z.string().optional().catch(undefined),
  segments: z.array(z.unknown()).optional().catch(undefined),
  /** whisper.cpp's name for them. */
  transcription: z.array(z.unknown()).optional().catch(undefined),
})

/**
 * The segments of Whisper's JSON, as openai-whisper, whisper.cpp and services of their kind write it, or its `text` alone where there are none.
 * @returns undefined for what is not such a file. Segments without text are skipped.
 */
export function parseWhisper(file: unknown): Segment[] | undefined {
  const parsed = fileSchema.safeParse(Array.isArray(file) ? { segments: file } : file)
  if (!parsed.success) return undefined
  const { text, segments = parsed.data.transcription } = parsed.data
  if (segments !== undefined && (segments.length > 0 || text === undefined)) return readSegments(segments)
  return text === undefined ? undefined : [{ text }]
}

function readSegments(segments: readonly unknown[]): Segment[] | undefined {
  const read = segments.flatMap((segment) => {
    const { success, data } = segmentSchema.safeParse(segment)
    return success ? [toSegment(data)] : []
  })
  return read.length === 0 && segments.length > 0 ? undefined : read
}

function toSegment({ text, start, end, ...figures }: z.output<typeof segmentSchema>): Segment {
  return {
    text,
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    ...(figures.no_speech_prob === undefined ? {} : { noSpeechProb: figures.no_speech_prob }),
    ...(figures.avg_logprob === undefined ? {} : { avgLogprob: figures.avg_logprob }),
    ...(figures.compression_ratio === undefined ? {} : { compressionRatio: figures.compression_ratio }),
  }
}
