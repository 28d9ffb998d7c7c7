import type { GoogleAuth } from 'google-auth-library'
import { UpnextError } from '#shared/errors.ts'
import type { TranscriptSource } from '#shared/video/transcript-source.ts'
import { faultOfResponse, faultOfTransport, refused } from './faults.ts'

export interface GcsOptions {
  /** Buckets that transcripts may come from. */
  readonly buckets: readonly string[]
  /** Address of a service that speaks Cloud Storage's JSON API, without credentials. Default: the real one. */
  readonly apiEndpoint?: string
  /** Milliseconds that one transcript may take. */
  readonly timeoutMs?: number
}

const MAX_BYTES = 10 * 1024 * 1024
const API = 'https://storage.googleapis.com'
const SCOPE = 'https://www.googleapis.com/auth/devstorage.read_only'

/**
 * Transcripts from `gs://BUCKET/OBJECT` addresses, of the named buckets alone: whoever may publish events must not be able to have this
 * service's account read other things. Other schemes are left to `others`. One try a call: the platform's redelivery is the retry.
 */
export function gcsTranscripts({ buckets, apiEndpoint, timeoutMs = 30_000 }: GcsOptions, others: TranscriptSource): TranscriptSource {
  const headersFor = apiEndpoint === undefined ? credentials() : () => Promise.resolve(new Headers())
  return {
    read: async (uri) => {
      const [, bucket, object] = /^gs:\/\/([^/]+)\/(.+)$/s.exec(uri) ?? []
      if (bucket === undefined || object === undefined) return others.read(uri)
      if (!buckets.includes(bucket)) {
        throw refused('The transcript address names a foreign bucket.', 'Add it to UPNEXT_TRANSCRIPT_BUCKETS, then replay the message.')
      }
      const url = `${apiEndpoint ?? API}/storage/v1/b/${encodeURIComponent(bucket)}/o/${encodeURIComponent(object)}?alt=media`
      return download(url, headersFor, AbortSignal.timeout(timeoutMs))
    },
  }
}

async function download(url: string, headersFor: (url: string) => Promise<Headers>, signal: AbortSignal): Promise<Uint8Array> {
  try {
    const response = await fetch(url, { headers: await headersFor(url), redirect: 'error', signal })
    if (response.ok) return await readBounded(response)
    await response.body?.cancel()
    throw faultOfResponse(response)
  } catch (error) {
    throw faultOfTransport(error)
  }
}

/** Counts what comes, unzipped, rather than trusting the size that the object claims. */
async function readBounded({ body }: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  const size = { bytes: 0 }
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size.bytes += chunk.length
    if (size.bytes > MAX_BYTES)
      throw refused('The transcript has over 10 MiB.', 'Split or shorten the transcript, then replay the message.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The process's own credentials, looked for at the first transcript. */
function credentials(): (url: string) => Promise<Headers> {
  const opened: { auth?: Promise<GoogleAuth> } = {}
  const open = async () => new (await import('google-auth-library')).GoogleAuth({ scopes: SCOPE })
  return async (url) => {
    const auth = await (opened.auth ??= open())
    const client = await auth.getClient().catch((cause: unknown) => {
      throw new UpnextError('configuration', 'There are no credentials for Cloud Storage.', { cause, fix: 'Run with a service account.' })
    })
    return new Headers(await client.getRequestHeaders(url))
  }
}
