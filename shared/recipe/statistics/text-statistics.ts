import canonicalize from 'canonicalize'
import { z } from 'zod'
import { packVectors, unpackVectors } from './packed-vectors.ts'

/** The tags that a catalogue uses often, in the order of their names, and their unit vectors. */
export interface TagVocabulary {
  readonly names: readonly string[]
  readonly vectors: readonly Float32Array[]
}

/** What ingest knows of a catalogue as a whole. */
export interface TextStatistics {
  readonly tags: TagVocabulary
  /** Keys (`paragraphKey`) of paragraphs that a channel puts under many videos. */
  readonly paragraphs: ReadonlySet<string>
  /** Keys (`speechKey`) of sentences that speech recognition heard in many videos. */
  readonly speech: ReadonlySet<string>
}

export const NO_TEXT_STATISTICS: TextStatistics = { tags: { names: [], vectors: [] }, paragraphs: new Set(), speech: new Set() }

const FORMAT = 'upnext-text-1'
const schema = z.object({
  format: z.literal(FORMAT),
  tags: z.object({ names: z.array(z.string()), vectors: z.string() }),
  paragraphs: z.array(z.string()),
  speech: z.array(z.string()),
})

/** Canonical JSON (RFC 8785), vectors as int8: equal statistics have equal bytes. */
export function encodeTextStatistics({ tags: { names, vectors }, paragraphs, speech }: TextStatistics): Uint8Array {
  const tags = { names, vectors: packVectors(vectors) }
  return Buffer.from(canonicalize({ format: FORMAT, tags, paragraphs: sorted(paragraphs), speech: sorted(speech) }) ?? '')
}

/** @throws for bytes of any other form. */
export function decodeTextStatistics(bytes: Uint8Array): TextStatistics {
  const { tags, paragraphs, speech } = schema.parse(JSON.parse(Buffer.from(bytes).toString()))
  const vectors = unpackVectors(tags.vectors, tags.names.length)
  return { tags: { names: tags.names, vectors }, paragraphs: new Set(paragraphs), speech: new Set(speech) }
}

function sorted(keys: ReadonlySet<string>): string[] {
  return Array.from(keys).sort()
}
