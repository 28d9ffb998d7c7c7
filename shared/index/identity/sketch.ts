/** Numbers of a sketch. At 64, cosines of sketches lie .12 (root mean square) from those of the vectors, .01 where these are near 1. */
const SIZE = 64
/** Standard deviations of a unit vector's sums that int8 has room for. */
const ROOM = 4.5

/**
 * A small stand-in for a unit vector, as base64url: every number of the vector is added, with a sign of its own, to one of 64 sums, which are
 * kept as int8 (a count sketch: Charikar, Chen and Farach-Colton 2002). Cosines survive on average; fit for what compares candidates
 * with each other, not for scores. Stored: signs and size may change only with a new collection.
 */
export function sketchOf(vector: Float32Array): string {
  const sums = new Float64Array(SIZE)
  vector.forEach((value, i) => (sums[i % SIZE] = (sums[i % SIZE] ?? 0) + signOf(i) * value))
  const scale = (127 * Math.sqrt(SIZE)) / ROOM
  const bytes = Int8Array.from(sums, (sum) => Math.max(-127, Math.min(127, Math.round(sum * scale))))
  return Buffer.from(bytes.buffer).toString('base64url')
}

/** The sketch's numbers as a unit vector. */
export function readSketch(sketch: string): Float32Array {
  const bytes = Buffer.from(sketch, 'base64url')
  const numbers = Float32Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length))
  const norm = Math.sqrt(dot(numbers, numbers)) || 1
  return numbers.map((value) => value / norm)
}

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

/** The lowest bit of a scrambled place (Murmur3's finalizer): as good as a coin, and the same on every machine. */
function signOf(place: number): number {
  const once = Math.imul((place + 1) ^ ((place + 1) >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return ((twice ^ (twice >>> 16)) & 1) === 1 ? 1 : -1
}
