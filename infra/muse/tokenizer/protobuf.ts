/** A field of a protocol buffer message: where its value starts and ends in the message's bytes. */
export interface Field {
  readonly number: number
  readonly start: number
  readonly end: number
}

interface Varint {
  readonly value: number
  readonly next: number
}

/** Reads a base-128 number of at most 32 bits, enough for tags, lengths and enums. */
export function readVarint(bytes: Uint8Array, start: number): Varint {
  let value = 0
  for (let at = start, shift = 0; ; at++, shift += 7) {
    const byte = bytes[at] ?? 0
    value |= (byte & 0x7f) << shift
    if (byte < 0x80) return { value: value >>> 0, next: at + 1 }
  }
}

const FIXED_SIZES: Readonly<Record<number, number>> = { 1: 8, 5: 4 }

function valueRange(bytes: Uint8Array, wireType: number, start: number): readonly [start: number, end: number] {
  if (wireType === 0) return [start, readVarint(bytes, start).next]
  if (wireType !== 2) return [start, start + (FIXED_SIZES[wireType] ?? bytes.length)]
  const length = readVarint(bytes, start)
  return [length.next, length.next + length.value]
}

/** The fields of the message in `bytes[start, end)`, in order, nested messages unread. */
export function* readFields(bytes: Uint8Array, start = 0, end = bytes.length): Generator<Field> {
  for (let at = start; at < end;) {
    const tag = readVarint(bytes, at)
    const [from, to] = valueRange(bytes, tag.value & 7, tag.next)
    yield { number: tag.value >>> 3, start: from, end: to }
    at = to
  }
}
