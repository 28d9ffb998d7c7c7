/** Walks the fields of a protocol buffer message. One cursor serves all fields: a vocabulary has half a million of them. */
export interface FieldCursor {
  /** Moves to the next field; false at the message's end. */
  next(): boolean
  readonly number: number
  /** Where the value lies in the message's bytes. */
  readonly start: number
  readonly end: number
}

interface Reader {
  at: number
}

/** Reads a base-128 number of at most 32 bits, enough for tags, lengths and enums, and moves the reader past it. */
function readVarint(bytes: Uint8Array, reader: Reader): number {
  let value = 0
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[reader.at++] ?? 0
    value |= (byte & 0x7f) << shift
    if (byte < 0x80) return value >>> 0
  }
}

/** The number at `start`. */
export function varintAt(bytes: Uint8Array, start: number): number {
  return readVarint(bytes, { at: start })
}

const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 }

/** The fields of the message in `bytes[start, end)`, in order, nested messages unread. */
export function fieldsOf(bytes: Uint8Array, start = 0, end = bytes.length): FieldCursor {
  const reader = { at: start }
  const skipValue = (wireType: number): number => {
    if (wireType === WIRE.fixed64) return reader.at + 8
    if (wireType === WIRE.fixed32) return reader.at + 4
    const value = readVarint(bytes, reader)
    return wireType === WIRE.bytes ? reader.at + value : reader.at
  }
  const cursor = {
    number: 0,
    start,
    end: start,
    next: () => {
      reader.at = cursor.end
      if (reader.at >= end) return false
      const tag = readVarint(bytes, reader)
      cursor.number = tag >>> 3
      const from = reader.at
      cursor.end = skipValue(tag & 7)
      cursor.start = (tag & 7) === WIRE.bytes ? reader.at : from
      return true
    },
  }
  return cursor
}
