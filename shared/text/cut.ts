/** The first `max` code points of a text, never half a surrogate pair. Cost depends on `max`, not on the text. */
export function cutToCodePoints(text: string, max: number): string {
  if (text.length <= max) return text
  const head = Array.from(text.slice(0, 2 * max))
  return head.length <= max ? head.join('') : head.slice(0, max).join('')
}

/** The longest beginning of a text that takes at most `max` bytes as UTF-8, whole code points only. */
export function cutToBytes(text: string, max: number): string {
  if (3 * text.length <= max) return text
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(Math.max(0, max)))
  return text.slice(0, read)
}

/** Length of a text as UTF-8. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}
