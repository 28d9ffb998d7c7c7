import canonicalize from 'canonicalize'
import { z } from 'zod'
import type { FieldName } from '../recipe.ts'
import { packVectors, unpackVectors } from './packed-vectors.ts'

/** The mean of the unit vectors that a catalogue's videos have of each field: what they have in common, whatever they are about. */
export type FieldMeans = Readonly<Partial<Record<FieldName, Float32Array>>>

export const NO_FIELD_MEANS: FieldMeans = {}

const FORMAT = 'upnext-fields-1'
const mean = z.object({ length: z.number().min(0).max(1), direction: z.string() })
const schema = z.object({
  format: z.literal(FORMAT),
  means: z.partialRecord(z.enum(['title', 'description', 'tags', 'transcript']), mean),
})

/** Canonical JSON, each mean as its length (four decimals) and its direction as int8: equal means have equal bytes. */
export function encodeFieldMeans(means: FieldMeans): Uint8Array {
  const packed = Object.entries(means).map(([field, vector]: [string, Float32Array]) => [
    field,
    { length: Math.round(Math.hypot(...vector) * 1e4) / 1e4, direction: packVectors([vector]) },
  ])
  return Buffer.from(canonicalize({ format: FORMAT, means: Object.fromEntries(packed) as object }) ?? '')
}

/** @throws for bytes of any other form. */
export function decodeFieldMeans(bytes: Uint8Array): FieldMeans {
  const { means } = schema.parse(JSON.parse(Buffer.from(bytes).toString()))
  const unpacked = Object.entries(means).flatMap(([field, { length, direction }]) =>
    unpackVectors(direction, 1).map((unit) => [field, unit.map((value) => value * length)] as const),
  )
  return Object.fromEntries(unpacked)
}
