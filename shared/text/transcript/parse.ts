import { UpnextError } from '#shared/errors.ts'
import type { Transcript } from '#shared/video/event.ts'
import { sentencesOf } from '#shared/text/sentences.ts'
import type { Segment } from './segment.ts'
import { parseTimedText } from './timed-text.ts'
import { parseWhisper } from './whisper.ts'

/**
 * The segments of a transcript in the format that it is said to have. An empty file has none.
 * @throws UpnextError `invalid-event` where a file holds something, but nothing that the format's parser can read.
 */
export function parseTranscript(file: string | object, format: Transcript['format']): Segment[] {
  const segments = readable(file, format)
  if (segments !== undefined) return segments
  throw new UpnextError('invalid-event', `The transcript holds nothing that can be read as ${format}.`, {
    fix: 'Check `transcript.format` against the file, then publish the video again.',
    field: 'video.transcript',
  })
}

function readable(file: string | object, format: Transcript['format']): Segment[] | undefined {
  if (typeof file !== 'string') return format === 'whisper-json' ? parseWhisper(file) : undefined
  const text = file.replace(/^\ufeff/, '')
  if (text.trim() === '') return []
  switch (format) {
    case 'text':
      return linesOf(text).flatMap((line) => sentencesOf(line).map((sentence) => ({ text: sentence })))
    case 'whisper-json':
      return parseWhisper(jsonOrNothing(text))
    case 'vtt':
    case 'srt':
      return timed(text)
  }
}

/** Lines without the white space around them. Each is trimmed by itself: a pattern for both would look at long runs of spaces again and again. */
function linesOf(text: string): string[] {
  return text
    .split(/\r\n?|[\n\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** A file with cues, or with none but the header that says so: a video in which nobody speaks. */
function timed(text: string): Segment[] | undefined {
  const segments = parseTimedText(text)
  return segments.length > 0 || /^WEBVTT(?:\s|$)/.test(text) || text.includes('-->') ? segments : undefined
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
