import { z } from 'zod'

type Shape = Readonly<Record<string, z.ZodType>>
type FromText<S extends Shape> = { -readonly [K in keyof S]: z.ZodPipe<z.ZodTransform, S[K]> }

/**
 * The same parameters as they stand in a query string: numbers and flags in words, lists by repetition of the name. Names that are
 * not known are refused, or a mistyped filter would pass in silence.
 */
export function queryString<S extends Shape>(shape: S) {
  const entries = Object.entries(shape).map(([name, schema]) => [name, z.preprocess(converterFor(schema), schema)])
  return z.strictObject(Object.fromEntries(entries) as FromText<S>)
}

function converterFor(schema: z.ZodType): (value: unknown) => unknown {
  const inner = unwrapped(schema)
  if (inner instanceof z.ZodArray) return toList
  if (inner instanceof z.ZodNumber) return toNumber
  return inner instanceof z.ZodBoolean ? toFlag : (value) => value
}

function unwrapped(schema: z.ZodType): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? unwrapped(schema.unwrap() as z.ZodType) : schema
}

function toList(value: unknown): unknown {
  return value === undefined || Array.isArray(value) ? value : [value]
}

/** Plain decimals only: Number() would also take '', ' ', '0x10' and 'Infinity'. */
function toNumber(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
}

function toFlag(value: unknown): unknown {
  if (value === 'true') return true
  return value === 'false' ? false : value
}
