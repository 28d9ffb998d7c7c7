import type { Embedder, TextUse } from '#shared/embedding/embedder.ts'

const DIMENSIONS = 16

/** A text in a language that the stub does not know starts with this. */
export const UNKNOWN_LANGUAGE = '¿'

/** A stand-in for a model where a test is about something else: words hashed into a small unit vector; counts its texts. */
export function stubEmbedder(): Embedder & { readonly calls: string[][]; readonly uses: TextUse[] } {
  const calls: string[][] = []
  const uses: TextUse[] = []
  return {
    calls,
    uses,
    model: 'stub',
    dimensions: DIMENSIONS,
    embed: (texts, use = 'video') => {
      calls.push([...texts])
      uses.push(use)
      return Promise.resolve(texts.map(vectorOf))
    },
    understands: (texts) => Promise.resolve(texts.map((text) => !text.startsWith(UNKNOWN_LANGUAGE))),
    close: () => Promise.resolve(),
  }
}

function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS).fill(0.01)
  for (const word of text.toLowerCase().split(/\s+/)) vector[hash(word) % DIMENSIONS] = 1
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

/** FNV-1a, 32 bits. */
function hash(word: string): number {
  return Array.from(word).reduce((state, letter) => Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0, 0x811c9dc5)
}
