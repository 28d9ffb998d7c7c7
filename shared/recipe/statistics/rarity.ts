import canonicalize from 'canonicalize'
import { z } from 'zod'

/** How many documents of a catalogue hold each term, for word rarity at query time. */
export interface TermStatistics {
  readonly documents: number
  /** Terms that at least two documents hold: one that is missing counts as held by one. */
  readonly frequencies: ReadonlyMap<string, number>
}

/** Without a catalogue every word is as rare as any other. */
export const NO_RARITY: TermStatistics = { documents: 1, frequencies: new Map() }

const FORMAT = 'upnext-rarity-1'
// A record of zod's would lose the term `__proto__`.
const frequencies = z.custom<Readonly<Record<string, number>>>(isCounts)
const schema = z.object({ format: z.literal(FORMAT), documents: z.int().min(1), frequencies })

/** Canonical JSON (RFC 8785): equal statistics have equal bytes. */
export function encodeRarity({ documents, frequencies }: TermStatistics): Uint8Array {
  return Buffer.from(canonicalize({ format: FORMAT, documents, frequencies: Object.fromEntries(frequencies) }) ?? '')
}

/** @throws for bytes of any other form. */
export function decodeRarity(bytes: Uint8Array): TermStatistics {
  const { documents, frequencies } = schema.parse(JSON.parse(Buffer.from(bytes).toString()))
  return { documents, frequencies: new Map(Object.entries(frequencies)) }
}

function isCounts(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every((count) => Number.isInteger(count) && count >= 2)
}
