import { UpnextError } from '#shared/errors.ts'

/**
 * The text of a transcript file: UTF-8, or UTF-16 with a byte order mark, as some subtitle editors write it.
 * @throws UpnextError `invalid-event` for any other bytes.
 */
export function decodeTranscript(bytes: Uint8Array): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes).replaceAll('\0', ' ')
  } catch (cause) {
    throw new UpnextError('invalid-event', 'The transcript is not UTF-8 text, nor UTF-16 with a byte order mark.', {
      fix: 'Save the transcript file as UTF-8, then publish the video again.',
      field: 'video.transcript',
      cause,
    })
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}
