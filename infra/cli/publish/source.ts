import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { addAbortSignal, pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { UpnextError } from '#shared/errors.ts'

/** Bytes of events, decompressed, and how many of the compressed ones were read. */
export interface Source {
  readonly name: string
  readonly chunks: AsyncIterable<Buffer>
  /** Bytes of the file as it lies there; undefined for standard input. */
  readonly size: number | undefined
  readonly bytesRead: () => number
}

export const STANDARD_INPUT = '-'

/** @throws UpnextError `configuration` when there is no such file. */
export async function assertFile(path: string): Promise<void> {
  await sizeOf(path)
}

/**
 * Opens a file of events, or standard input as `-`. What is gzipped is told by its first bytes, whatever its name.
 * An abort ends the chunks with an AbortError, also while standard input is waited for.
 * @throws UpnextError `configuration` when there is no such file; the chunks reject with it when the compressed data is broken.
 */
export async function openSource(path: string, stdin: Readable, signal: AbortSignal): Promise<Source> {
  const isInput = path === STANDARD_INPUT
  const size = isInput ? undefined : await sizeOf(path)
  const counter = { bytes: 0 }
  const raw = counted(addAbortSignal(signal, isInput ? stdin : createReadStream(path)), counter)
  return { name: isInput ? 'stdin' : path, size, chunks: decompressed(raw, path), bytesRead: () => counter.bytes }
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new UpnextError('configuration', `There is no file ${path} that can be read.`, { fix: 'Check the path.', cause })
  })
  if (found.isFile()) return found.size
  throw new UpnextError('configuration', `${path} is no file.`, { fix: 'Name files of events, one JSON event a line.' })
}

async function* counted(stream: Readable, counter: { bytes: number }): AsyncGenerator<Buffer> {
  for await (const chunk of stream as AsyncIterable<Buffer | string>) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    counter.bytes += bytes.length
    yield bytes
  }
}

async function* decompressed(raw: AsyncGenerator<Buffer>, path: string): AsyncGenerator<Buffer> {
  const first = await raw.next()
  if (first.done === true) return
  const all = rejoined(first.value, raw)
  const isGzip = first.value[0] === 0x1f && first.value[1] === 0x8b
  yield* isGzip ? gunzipped(all, path) : all
}

async function* rejoined(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first
  yield* rest
}

async function* gunzipped(raw: AsyncGenerator<Buffer>, path: string): AsyncGenerator<Buffer> {
  try {
    yield* pipeline(Readable.from(raw), createGunzip(), () => undefined) as AsyncIterable<Buffer>
  } catch (cause) {
    const message = `${path} is damaged: its compressed data breaks off or makes no sense.`
    throw new UpnextError('configuration', message, { fix: 'Fetch the file again; what came before the damage was published.', cause })
  }
}
