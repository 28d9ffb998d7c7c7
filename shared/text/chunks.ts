export interface ChunkRules {
  /** Characters up to which a text stays whole. */
  readonly wholeUpTo: number
  readonly chunk: number
  readonly maxChunks: number
}

/** A text whole, or where it is long in chunks of about `chunk` characters, cut at spaces; of too many, `maxChunks` evenly spaced ones. */
export function chunksOf(text: string, rules: ChunkRules): string[] {
  if (text === '') return []
  if (text.length <= rules.wholeUpTo) return [text]
  return evenlySpaced(cutAtSpaces(text, rules.chunk), rules.maxChunks)
}

function cutAtSpaces(text: string, size: number): string[] {
  const chunks: string[] = []
  for (let start = 0; start < text.length;) {
    const end = cutPoint(text, start, size)
    chunks.push(text.slice(start, end).trim())
    start = end
  }
  return chunks.filter((chunk) => chunk !== '')
}

/** The last white space in the second half of the chunk; in a text without spaces the full size, but never inside a surrogate pair. */
function cutPoint(text: string, start: number, size: number): number {
  const end = start + size
  if (end >= text.length) return text.length
  const space = /\s\S*$/.exec(text.slice(start + size / 2, end))
  if (space !== null) return start + size / 2 + space.index
  return /[\uDC00-\uDFFF]/.test(text.charAt(end)) ? end - 1 : end
}

function evenlySpaced<T>(items: readonly T[], max: number): T[] {
  if (items.length <= max) return [...items]
  const step = max > 1 ? (items.length - 1) / (max - 1) : 0
  const places = new Set(Array.from({ length: max }, (_, index) => Math.round(index * step)))
  return items.filter((_, index) => places.has(index))
}
