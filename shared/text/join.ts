export interface FieldVectors {
  readonly weight: number
  /** Unit vectors of the field's texts. */
  readonly vectors: readonly Float32Array[]
  /** Taken off the field's unit vector, which is brought to unit length again. */
  readonly common?: Float32Array | undefined
}

/**
 * unit( sum of weight x unit( sum of the field's vectors ) ). Sums run in double precision.
 * @returns undefined where everything cancels out, or there is nothing.
 */
export function joinFields(fields: readonly FieldVectors[], dimensions: number): Float32Array | undefined {
  const joined = new Float64Array(dimensions)
  for (const { weight, vectors, common } of fields) {
    const sum = new Float64Array(dimensions)
    for (const vector of vectors) addScaled(sum, vector, 1)
    const field = common === undefined ? sum : without(common, sum)
    const norm = Math.sqrt(dot(field, field))
    if (norm > 0) addScaled(joined, field, weight / norm)
  }
  const norm = Math.sqrt(dot(joined, joined))
  return norm > 0 ? Float32Array.from(joined, (value) => value / norm) : undefined
}

function without(common: Float32Array, sum: Float64Array): Float64Array {
  const norm = Math.sqrt(dot(sum, sum))
  const field = norm > 0 ? sum.map((value) => value / norm) : sum
  if (norm > 0) addScaled(field, common, -1)
  return field
}

function addScaled(sum: Float64Array, vector: ArrayLike<number>, factor: number): void {
  for (let index = 0; index < sum.length; index += 1) sum[index] = (sum[index] ?? 0) + factor * (vector[index] ?? 0)
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
}
