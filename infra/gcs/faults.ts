import { isUpnextError, UpnextError } from '#shared/errors.ts'

/**
 * What a refusal means. A missing object waits in quarantine until somebody uploads it and replays the message: Cloud Storage is consistent, so
 * that waiting alone heals nothing. Missing rights may be given while the message is redelivered.
 */
export function faultOfResponse({ status, headers }: Response): UpnextError {
  if (status === 404) return refused('The transcript object does not exist.', 'Upload it, then replay the message.')
  if (status === 400) return refused('The transcript address is none that Cloud Storage takes.', 'Correct it at the publisher.')
  const said = `The transcript could not be read: Cloud Storage answered ${status}.`
  if (status === 401 || status === 403) {
    return new UpnextError('configuration', said, { fix: 'Give this service account roles/storage.objectViewer on the bucket.' })
  }
  const seconds = Number(headers.get('retry-after'))
  return new UpnextError('unavailable', said, seconds > 0 ? { retryAfterSeconds: seconds } : {})
}

/** No answer, or one that broke off: refused, reset, timed out, badly zipped. */
export function faultOfTransport(error: unknown): UpnextError {
  if (isUpnextError(error)) return error
  return new UpnextError('unavailable', 'The transcript could not be read: the connection failed.', { cause: error })
}

export function refused(message: string, fix: string): UpnextError {
  return new UpnextError('invalid-event', message, { fix, field: 'video.transcript.uri' })
}
