import type { Recipe } from '#shared/recipe/recipe.ts'
import type { Transcript } from '#shared/video/event.ts'

export interface TranscriptText {
  readonly text: string
  readonly trusted: boolean
}

export function readTranscript(
  transcript: Transcript,
  raw: unknown,
  _context: { durationSeconds?: number | undefined },
  _recipe: Recipe,
): TranscriptText {
  return { text: typeof raw === 'string' ? raw : '', trusted: transcript.source === 'asr' }
}
