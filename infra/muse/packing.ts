/** The id of the positions between texts, which the graph masks, and their number; metadata.json says what it was built for. */
export const GAP_ID = 128_000
export const GAP = 2

/** A batch as the graph takes it: all texts in one row of tokens, a gap after each, nothing padded. */
export interface PackedBatch {
  readonly ids: Int32Array
  /** Which text each position belongs to. */
  readonly segments: Int32Array
  /** Tokens of each text, begin and end marks included. */
  readonly lengths: Float32Array
}

export function packBatch(texts: readonly Int32Array[]): PackedBatch {
  const size = texts.reduce((sum, ids) => sum + ids.length + GAP, 0)
  const ids = new Int32Array(size).fill(GAP_ID)
  const segments = new Int32Array(size)
  texts.reduce((start, text, index) => {
    const end = start + text.length + GAP
    ids.set(text, start)
    segments.fill(index, start, end)
    return end
  }, 0)
  return { ids, segments, lengths: Float32Array.from(texts, (text) => text.length) }
}

/** Splits texts, in order, into batches of at most `budget` tokens; a longer text is a batch of its own. */
export function splitByTokens(texts: readonly Int32Array[], budget: number): Int32Array[][] {
  const batches: Int32Array[][] = []
  let room = 0
  for (const text of texts) {
    const batch = batches.at(-1)
    if (batch === undefined || text.length > room) {
      batches.push([text])
      room = budget - text.length
    } else {
      batch.push(text)
      room -= text.length
    }
  }
  return batches
}
