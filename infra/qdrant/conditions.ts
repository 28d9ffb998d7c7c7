import type { Schemas } from '@qdrant/js-client-rest'

export type Filter = Schemas['Filter']
export type Condition = Schemas['Condition']

/** A point by the keys that it is compared by, the first counting most. */
export type Clock = readonly (readonly [key: string, value: number])[]

/** Matches what is stored with a lesser clock, compared key by key. What lacks a key never matches. */
export function before(clock: Clock): Filter {
  return { should: clock.map(([key, value], i) => ({ must: [...clock.slice(0, i).map(equal), { key, range: { lt: value } }] })) }
}

/** By range: an index of integers for ranges alone is half as large as one for both. */
function equal([key, value]: Clock[number]): Condition {
  return { key, range: { gte: value, lte: value } }
}

export function is(key: string, value: string | number | boolean): Condition {
  return { key, match: { value } }
}

export function isAnyOf(key: string, values: readonly string[]): Condition {
  return { key, match: { any: [...values] } }
}
