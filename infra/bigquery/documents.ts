import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { digestOf } from '#shared/video/document.ts'
import type { Video } from '#shared/video/event.ts'

/** A row may have 10 MB; a transcript by address may have 10 MiB before it becomes JSON. */
const MAX_TEXT_BYTES = 4_000_000

export interface StoredDocument {
  readonly document: string | null
  readonly document_gzip: Uint8Array | null
}

/** The columns of a document: as text, which queries can read, or gzipped where the text is too large for a row. */
export async function storeDocument(video: Video | null): Promise<StoredDocument> {
  if (video === null) return { document: null, document_gzip: null }
  const document = JSON.stringify(video)
  if (Buffer.byteLength(document) <= MAX_TEXT_BYTES) return { document, document_gzip: null }
  return { document: null, document_gzip: await promisify(gzip)(document) }
}

/** @throws SyntaxError or a zlib error for what this project did not write. */
export async function readDocument({ document, document_gzip: zipped }: StoredDocument): Promise<Video | null> {
  if (zipped === null) return document === null ? null : (JSON.parse(document) as Video)
  return JSON.parse((await promisify(gunzip)(zipped)).toString()) as Video
}

/** Equal for two documents from which every recipe makes the same texts. */
export function sourceTextHash({ title, description, tags, tagsSource, transcript, language }: Video): string {
  return digestOf({ title, description, tags, tagsSource, transcript, language })
}
