import { characterLength } from './utf8.ts'

/** What the head of a text becomes: `length` bytes of it turn into `source[start, end)`. */
export interface Replacement {
  readonly length: number
  readonly source: Uint8Array
  readonly start: number
  readonly end: number
}

const LABEL_MASK = 0x800000ff
const HAS_VALUE = 0x100
const VALUE_MASK = 0x7fffffff

function childOffset(unit: number): number {
  return (unit >>> 10) << ((unit & 0x200) >>> 6)
}

/**
 * SentencePiece's precompiled character map: the trie's size in bytes, a double-array trie of 32-bit units
 * (darts-clone) and NUL-terminated replacements.
 * @returns looks up the longest key at `bytes[at…]`; without one, the next character stands for itself.
 */
export function createCharacterMap(map: Uint8Array): (bytes: Uint8Array, at: number) => Replacement {
  const view = new DataView(map.buffer, map.byteOffset, map.byteLength)
  const trieBytes = view.getUint32(0, true)
  const units = Uint32Array.from({ length: trieBytes / 4 }, (_, unit) => view.getUint32(4 + unit * 4, true))
  const replacements = map.subarray(4 + trieBytes)
  const root = childOffset(units[0] ?? 0)

  return (bytes, at) => {
    let length = 0
    let start = 0
    for (let node = root, next = at; next < bytes.length;) {
      const byte = bytes[next++] ?? 0
      node ^= byte
      const unit = units[node] ?? 0
      if ((unit & LABEL_MASK) !== byte) break
      node ^= childOffset(unit)
      if ((unit & HAS_VALUE) === 0) continue
      length = next - at
      start = (units[node] ?? 0) & VALUE_MASK
    }
    if (length > 0) return { length, source: replacements, start, end: replacements.indexOf(0, start) }
    const itself = characterLength(bytes[at] ?? 0)
    return { length: itself, source: bytes, start: at, end: at + itself }
  }
}
