const encoder = new TextEncoder()

/** FNV-1a of a text's UTF-8, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/). */
export function fnv1a(text: string): number {
  return encoder.encode(text).reduce((state, byte) => Math.imul(state ^ byte, 0x01000193) >>> 0, 0x811c9dc5)
}
