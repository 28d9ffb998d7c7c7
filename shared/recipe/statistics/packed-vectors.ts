const MAX = 127

/** Unit vectors of equal length as base64 of int8, each scaled to its greatest number: one byte a number costs no relevance. */
export function packVectors(vectors: readonly Float32Array[]): string {
  return Buffer.concat(vectors.map(packed)).toString('base64')
}

/** What `packVectors` packed, as unit vectors. */
export function unpackVectors(text: string, count: number): Float32Array[] {
  const numbers = new Int8Array(Buffer.from(text, 'base64'))
  const dimensions = count === 0 ? 0 : numbers.length / count
  return Array.from({ length: count }, (_, i) => unit(numbers.subarray(i * dimensions, (i + 1) * dimensions)))
}

function packed(vector: Float32Array): Uint8Array {
  const greatest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1
  return new Uint8Array(Int8Array.from(vector, (value) => Math.round((value / greatest) * MAX)).buffer)
}

function unit(numbers: Int8Array): Float32Array {
  const length = Math.sqrt(numbers.reduce((sum, value) => sum + value * value, 0)) || 1
  return Float32Array.from(numbers, (value) => value / length)
}
