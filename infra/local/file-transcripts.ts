import { open, realpath } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { UpnextError } from '#shared/errors.ts'
import type { TranscriptSource } from '#shared/video/transcript-source.ts'

const MAX_BYTES = 10 * 1024 * 1024

/** Transcripts from `file:///NAME` addresses, read below one folder. Without a folder every address is refused. */
export function fileTranscripts(folder: string | undefined): TranscriptSource {
  return {
    read: async (uri) => {
      if (folder === undefined) throw refused('No transcript folder is configured.', 'Set UPNEXT_TRANSCRIPT_DIR, then replay the message.')
      return readBounded(await insideOf(folder, join(resolve(folder), pathOf(uri))))
    },
  }
}

function pathOf(uri: string): string {
  const url = URL.parse(uri)
  if (url?.protocol !== 'file:' || url.host !== '') {
    throw refused('The transcript address is not of an allowed scheme.', 'Use file:///NAME below the transcript folder.')
  }
  try {
    return decodeURIComponent(url.pathname)
  } catch {
    throw refused('The transcript address is not well percent-encoded.', 'Correct the address at the publisher.')
  }
}

/** The real path, links resolved, if it lies below the folder. */
async function insideOf(folder: string, path: string): Promise<string> {
  if (path.includes('\0')) throw refused('The transcript address holds a NUL byte.', 'Correct the address at the publisher.')
  const [root, file] = await Promise.all([realpath(folder), realpath(path)]).catch((cause: unknown) => {
    throw refused('The transcript file does not exist.', 'Put it below the transcript folder, then replay the message.', cause)
  })
  if (file.startsWith(root + sep)) return file
  throw refused('The transcript address leaves the transcript folder.', 'Correct the address at the publisher.')
}

async function readBounded(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const stat = await file.stat()
    if (!stat.isFile()) throw refused('The transcript address names no file.', 'Correct the address at the publisher.')
    if (stat.size > MAX_BYTES) throw refused('The transcript has over 10 MiB.', 'Split or shorten the transcript, then replay the message.')
    return await file.readFile()
  } finally {
    await file.close()
  }
}

function refused(message: string, fix: string, cause?: unknown): UpnextError {
  return new UpnextError('invalid-event', message, { fix, cause, field: 'video.transcript.uri' })
}
