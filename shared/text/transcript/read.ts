import { UNSPACED_LETTERS } from '#shared/text/words/tokens.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'
import { normalizeLine } from '#shared/text/normalize.ts'
import type { Transcript, Video } from '#shared/video/event.ts'
import { cleanSegments } from './clean.ts'
import type { Dropped } from './clean.ts'
import { parseTranscript } from './parse.ts'
import type { Segment } from './segment.ts'

export interface TranscriptText {
  /** One line; empty where nothing is left, or so little that nobody can be speaking. */
  readonly text: string
  /** Made by speech recognition: evidence of what is said, where an uploader's captions are a claim. */
  readonly trusted: boolean
  readonly dropped: Dropped
}

interface TranscriptContext {
  readonly durationSeconds?: number | undefined
  /** Keys of sentences that speech recognition heard in many videos (`speechKey`). */
  readonly repeated?: ReadonlySet<string>
}

/**
 * What a transcript says, without what its maker invented.
 * @param file text of the file, or the parsed object of a Whisper file.
 * @throws UpnextError `invalid-event` for a file that its format's parser cannot read at all.
 */
export function readTranscript(
  transcript: Pick<Transcript, 'format' | 'source'>,
  file: string | object,
  context: TranscriptContext,
  recipe: Pick<Recipe, 'transcript'>,
): TranscriptText {
  const trusted = transcript.source === 'asr'
  const parsed = parseTranscript(file, transcript.format)
  const { segments, dropped } = cleanSegments(parsed, trusted ? context.repeated : undefined)
  const text = normalizeLine(segments.map((segment) => segment.text).join(' '))
  const minutes = (context.durationSeconds ?? lastEnd(parsed)) / 60
  const isSpeech = !trusted || countWords(text) >= minutes * recipe.transcript.minWordsPerMinute
  return { text: isSpeech ? text : '', trusted, dropped }
}

/** The sentences that speech recognition heard in a video, cleaned; none where there is no such transcript, or it cannot be read. */
export function heardSentences({ transcript }: Pick<Video, 'transcript'>): string[] {
  if (transcript?.source !== 'asr' || transcript.text === undefined) return []
  const { segments } = cleanSegments(parseTranscript(transcript.text, transcript.format))
  return segments.map(({ text }) => text)
}

/** 0 where the file has no times: then any number of words will do. */
function lastEnd(segments: readonly Segment[]): number {
  return segments.reduce((last, { start = 0, end = start }) => Math.max(last, end), 0)
}

/** Where no spaces stand between words, two characters are about one. */
function countWords(text: string): number {
  const unspaced = text.match(UNSPACED_LETTERS)?.length ?? 0
  const spaced = text.replace(UNSPACED_LETTERS, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0
  return spaced + unspaced / 2
}
