/** Weights are kept as integers of this scale: two bytes, exact to 1e-5 of a unit vector. */
export const WEIGHT_SCALE = 65_535

/** Weights of a document's terms, by the number of the term in its collection. */
export type TermWeights = ReadonlyMap<number, number>

/** A positive weight never becomes 0: the term would lose its posting. */
export function scaledWeight(weight: number): number {
  return Math.min(WEIGHT_SCALE, Math.max(1, Math.round(weight * WEIGHT_SCALE)))
}

/** All term numbers (4 bytes each), rising, then all weights (2 bytes each). */
export function encodeWords(weights: TermWeights): Uint8Array {
  const entries = Array.from(weights).sort(([a], [b]) => a - b)
  const terms = Uint32Array.from(entries, ([term]) => term)
  const blob = new Uint8Array(entries.length * 6)
  blob.set(new Uint8Array(terms.buffer))
  blob.set(new Uint8Array(Uint16Array.from(entries, ([, weight]) => weight).buffer), terms.byteLength)
  return blob
}

export function decodeWords(blob: Uint8Array): TermWeights {
  const { terms, weights } = viewWords(blob)
  return new Map(Array.from(terms, (term, i) => [term, weights[i] ?? 0]))
}

/** Sum of query weight x stored weight over common terms. */
export function wordScore(query: TermWeights, blob: Uint8Array): number {
  if (query.size === 0) return 0
  const { terms, weights } = viewWords(blob)
  const sum = terms.reduce((total, term, i) => total + (query.get(term) ?? 0) * (weights[i] ?? 0), 0)
  return sum / WEIGHT_SCALE
}

function viewWords({ buffer, byteOffset, length }: Uint8Array): { terms: Uint32Array; weights: Uint16Array } {
  const count = length / 6
  return { terms: new Uint32Array(buffer, byteOffset, count), weights: new Uint16Array(buffer, byteOffset + count * 4, count) }
}
